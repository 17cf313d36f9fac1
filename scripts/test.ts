import { stages } from './test/stages.ts'
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
  let sum: Tally = nothing
  const lines: string[] = []
  for (const { name, run } of stages) {
    if (wanted.length > 0 && !wanted.includes(name)) continue
    console.log(`\n── ${name} ──`)
    const startedAt = performance.now()
    const tally = await run()
    sum = add(sum, tally)
    const seconds = Math.round((performance.now() - startedAt) / 1000)
    lines.push(
      `${name.padEnd(10)} ${tally.failed === 0 ? 'ok' : 'FAILED'} (${seconds} s, ${closingLine(tally)})`,
    )
  }
  console.log(`\n── summary ──\n${lines.join('\n')}`)
  for (const skipped of sum.skipped) console.log(`skipped: ${skipped}`)
  console.log(closingLine(sum))
  process.exitCode = sum.failed === 0 ? 0 : 1
}

await main(process.argv.slice(2))
