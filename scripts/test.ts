import { clearReport, reportNames } from './test/report-files.ts'
import { runStages } from './test/run-stages.ts'
import { stageGroups, stages } from './test/stages.ts'
import { add, closingLine, nothing } from './test/tally.ts'

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
  const outcomes = await runStages(stageGroups, wanted, {
    print: (text) => console.log(text),
    now: () => performance.now(),
  })
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

await main(process.argv.slice(2))
