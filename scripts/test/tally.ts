import type { TestResult } from './reports.ts'

/** What became of the tests of a run. */
export interface Tally {
  readonly passed: number
  readonly failed: number
  /** One line for each test or suite that did not run: its name and why. */
  readonly skipped: readonly string[]
}

export const nothing: Tally = { passed: 0, failed: 0, skipped: [] }

export function add(one: Tally, other: Tally): Tally {
  return {
    passed: one.passed + other.passed,
    failed: one.failed + other.failed,
    skipped: [...one.skipped, ...other.skipped],
  }
}

/** The line a run closes with, for people and for scripts alike. */
export function closingLine({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed, ${skipped.length} skipped`
}

export function tallyOf(results: readonly TestResult[]): Tally {
  const withOutcome = (outcome: TestResult['outcome']) =>
    results.filter((result) => result.outcome === outcome)
  return {
    passed: withOutcome('passed').length,
    failed: withOutcome('failed').length,
    skipped: withOutcome('skipped').map(({ name, reason }) =>
      reason === undefined || name.includes(reason) ? name : `${name}: ${reason}`,
    ),
  }
}
