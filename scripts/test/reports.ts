import { relative, resolve, sep } from 'node:path'
import * as v from 'valibot'

/** What became of one test. */
export interface TestResult {
  /** From the root of the repository, with slashes. */
  readonly file: string
  /** The names of its describe blocks and its own, joined by spaces; empty for a file that could not be loaded. */
  readonly name: string
  readonly outcome: 'passed' | 'failed' | 'skipped'
  /** Why it was skipped, if that is known. */
  readonly reason?: string | undefined
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

/** "a real Caddy (caddy is not installed) lets two clients meet" */
const statedReason = /\((.*is (?:not installed|missing).*)\)/

/** Reads vitest's JSON report. A file that could not even be loaded counts as one failure. */
export function vitestResults(report: unknown, root: string): readonly TestResult[] {
  return v.parse(VitestReport, report).testResults.flatMap(({ name: path, status, assertionResults }) => {
    const file = fromRoot(path, root)
    const results = assertionResults.map((test): TestResult => {
      const { fullName: name } = test
      if (test.status === 'passed' || test.status === 'failed') return { file, name, outcome: test.status }
      // vitest has no field for it; our tests put the reason into the name, in brackets.
      return { file, name, outcome: 'skipped', reason: statedReason.exec(name)?.[1] }
    })
    const unloadable = status === 'failed' && !results.some(({ outcome }) => outcome === 'failed')
    return unloadable ? [...results, { file, name: '', outcome: 'failed' }] : results
  })
}

const PlaywrightSpec = v.object({
  title: v.string(),
  file: v.string(),
  tests: v.array(
    v.object({
      status: v.picklist(['expected', 'unexpected', 'flaky', 'skipped']),
      annotations: v.array(v.object({ type: v.string(), description: v.optional(v.string()) })),
    }),
  ),
})

interface PlaywrightSuite {
  readonly title: string
  readonly specs: readonly v.InferOutput<typeof PlaywrightSpec>[]
  readonly suites?: readonly PlaywrightSuite[] | undefined
}

const PlaywrightSuite: v.GenericSchema<PlaywrightSuite> = v.object({
  title: v.string(),
  specs: v.array(PlaywrightSpec),
  suites: v.optional(v.array(v.lazy(() => PlaywrightSuite))),
})

const PlaywrightReport = v.object({
  config: v.object({ rootDir: v.string() }),
  suites: v.array(PlaywrightSuite),
  errors: v.array(v.unknown()),
})

/** Reads Playwright's JSON report. Errors outside any test, such as a broken setup, count as failures. */
export function playwrightResults(report: unknown, root: string): readonly TestResult[] {
  const { config, suites, errors } = v.parse(PlaywrightReport, report)
  const folder = config.rootDir
  // The outermost suites are the files.
  const results = suites.flatMap((suite) =>
    suiteResults(suite, [], (file) => fromRoot(resolve(folder, file), root)),
  )
  return [...results, ...errors.map((): TestResult => ({ file: '', name: '', outcome: 'failed' }))]
}

function suiteResults(
  { specs, suites = [] }: PlaywrightSuite,
  titles: readonly string[],
  pathOf: (file: string) => string,
): readonly TestResult[] {
  const own = specs.flatMap(({ title, file, tests }) =>
    tests.map(({ status, annotations }): TestResult => {
      const test = { file: pathOf(file), name: [...titles, title].join(' ') }
      if (status !== 'skipped') return { ...test, outcome: status === 'unexpected' ? 'failed' : 'passed' }
      return {
        ...test,
        outcome: 'skipped',
        reason: annotations.find(({ type }) => type === 'skip')?.description,
      }
    }),
  )
  return [...own, ...suites.flatMap((suite) => suiteResults(suite, [...titles, suite.title], pathOf))]
}

const fromRoot = (path: string, root: string) => relative(root, path).split(sep).join('/')
