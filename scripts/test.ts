import { clearReport, reportNames } from './test/report-files.ts'
import { stageGroups, stages, type Collect, type Stage } from './test/stages.ts'
import { add, closingLine, nothing, type Tally } from './test/tally.ts'

/** `npm test`: everything; `npm test -- unit e2e`: only these stages. */
async function main(wanted: readonly string[]): Promise<void> {
  const names = stages.map(({ name }) => name)
  const unknown = wanted.filter((name) => !names.includes(name))
  if (unknown.length > 0) {
    console.error(`Unknown: ${unknown.join(' ')}. Stages: ${names.join(', ')} (none named: all of them).`)
    process.exitCode = 2
    return
  }
  // A full run judges the claims by its own reports alone; a part of it may build on the last one.
  if (wanted.length === 0) for (const name of reportNames) clearReport(name)
  const outcomes: Outcome[] = []
  for (const group of stageGroups) {
    const chosen = group.filter(({ name }) => wanted.length === 0 || wanted.includes(name))
    const together = chosen.length > 1
    outcomes.push(
      ...(await Promise.all(chosen.map((stage) => (together ? runQuietly(stage) : runAloud(stage))))),
    )
  }
  const sum = outcomes.map(({ tally }) => tally).reduce(add, nothing)
  const lines = outcomes.map(
    ({ name, tally, seconds }) =>
      `${name.padEnd(10)} ${tally.failed === 0 ? 'ok' : 'FAILED'} (${seconds} s, ${closingLine(tally)})`,
  )
  console.log(`\n── summary ──\n${lines.join('\n')}`)
  for (const skipped of sum.skipped) console.log(`skipped: ${skipped}`)
  console.log(closingLine(sum))
  process.exitCode = sum.failed === 0 ? 0 : 1
}

interface Outcome {
  readonly name: string
  readonly tally: Tally
  readonly seconds: number
}

/** Prints as it goes. */
function runAloud(stage: Stage): Promise<Outcome> {
  console.log(`\n── ${stage.name} ──`)
  return timed(stage, undefined)
}

/** Prints everything at its end, so that stages that run side by side do not mix their lines. */
async function runQuietly(stage: Stage): Promise<Outcome> {
  const texts: string[] = []
  const outcome = await timed(stage, (text) => texts.push(text))
  console.log(`\n── ${stage.name} ──\n${texts.join('')}`)
  return outcome
}

async function timed({ name, run }: Stage, collect: Collect): Promise<Outcome> {
  const startedAt = performance.now()
  const tally = await run(collect)
  return { name, tally, seconds: Math.round((performance.now() - startedAt) / 1000) }
}

await main(process.argv.slice(2))
