import * as v from 'valibot'

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

const VitestReport = v.object({
  testResults: v.array(
    v.object({
      name: v.string(),
      status: v.string(),
      assertionResults: v.array(v.object({ fullName: v.string(), status: v.string() })),
    }),
  ),
})

/** Reads vitest's JSON report. A file that could not even be loaded counts as one failure. */
export function vitestTally(report: unknown): Tally {
  const { testResults } = v.parse(VitestReport, report)
  let tally = nothing
  for (const { status, assertionResults } of testResults) {
    const passed = assertionResults.filter((test) => test.status === 'passed').length
    const failed = assertionResults.filter((test) => test.status === 'failed').length
    const skipped = assertionResults.filter((test) => !['passed', 'failed'].includes(test.status))
    tally = add(tally, {
      passed,
      failed: status === 'failed' && failed === 0 ? 1 : failed,
      skipped: skipped.map((test) => test.fullName),
    })
  }
  return tally
}

const PlaywrightTest = v.object({
  status: v.picklist(['expected', 'unexpected', 'flaky', 'skipped']),
  annotations: v.array(v.object({ type: v.string(), description: v.optional(v.string()) })),
})

interface PlaywrightSuite {
  readonly specs: { readonly title: string; readonly tests: v.InferOutput<typeof PlaywrightTest>[] }[]
  readonly suites?: PlaywrightSuite[] | undefined
}

const PlaywrightSuite: v.GenericSchema<PlaywrightSuite> = v.object({
  specs: v.array(v.object({ title: v.string(), tests: v.array(PlaywrightTest) })),
  suites: v.optional(v.array(v.lazy(() => PlaywrightSuite))),
})

const PlaywrightReport = v.object({
  suites: v.array(PlaywrightSuite),
  errors: v.array(v.unknown()),
})

/** Reads Playwright's JSON report. Errors outside any test, such as a broken setup, count as failures. */
export function playwrightTally(report: unknown): Tally {
  const { suites, errors } = v.parse(PlaywrightReport, report)
  return suites.map(suiteTally).reduce(add, { ...nothing, failed: errors.length })
}

function suiteTally({ specs, suites = [] }: PlaywrightSuite): Tally {
  let tally = suites.map(suiteTally).reduce(add, nothing)
  for (const { title, tests } of specs) {
    for (const { status, annotations } of tests) {
      const reason = annotations.find(({ type }) => type === 'skip')?.description
      tally = add(tally, {
        passed: status === 'expected' || status === 'flaky' ? 1 : 0,
        failed: status === 'unexpected' ? 1 : 0,
        skipped: status === 'skipped' ? [reason === undefined ? title : `${title}: ${reason}`] : [],
      })
    }
  }
  return tally
}
