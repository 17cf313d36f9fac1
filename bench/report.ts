import { execFileSync } from 'node:child_process'
import { cpus } from 'node:os'
import { findChromium } from '../testing/setup/ensure-chromium.ts'

/** What every bench prints with --json. */
export interface BenchResult {
  readonly name: string
  readonly unit: string
  /** Our figure, and the least that anything could need, measured in the same run. */
  readonly ours: number
  readonly floor: number
  /** Others measured in the same run, by name. */
  readonly peers: Readonly<Record<string, number>>
  /** ours divided by floor: 1 is perfect. */
  readonly ratio: number
  /** The raw figures, in the order in which they were taken. */
  readonly rounds: readonly Readonly<Record<string, number | string>>[]
}

/** Prints a result for people, or with --json for programs; a bench never fails a run. */
export function print(result: BenchResult, goal: string): void {
  if (process.argv.includes('--json')) {
    console.log(JSON.stringify({ ...result, machine: machine() }, null, 2))
    return
  }
  console.log(`${result.name}, in ${result.unit}`)
  console.table(result.rounds)
  const { ours, floor, peers, ratio } = result
  console.table({ ours, floor, ...peers })
  console.log(`ratio ${ratio.toFixed(2)}; goal: ${goal}`)
  console.log(machine())
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const [low = NaN, high = NaN] =
    sorted.length % 2 === 0 ? sorted.slice(middle - 1, middle + 1) : [sorted[middle], sorted[middle]]
  return round((low + high) / 2)
}

export function round(value: number): number {
  return Math.round(value * 10) / 10
}

function machine(): string {
  const [cpu] = cpus()
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim()
  return [
    `${cpus().length} × ${cpu?.model ?? 'unknown processor'}`,
    `${process.platform} ${process.arch}`,
    `Node ${process.version}`,
    findChromium()?.version ?? 'no Chromium',
    `commit ${commit}`,
  ].join(', ')
}
