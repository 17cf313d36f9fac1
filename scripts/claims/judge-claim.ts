import type { Report, ReportName } from '../test/report-files.ts'
import type { Claim, Reference } from './security-document.ts'

/** What the test reports say of a claim. */
export type Verdict =
  | { readonly kind: 'proven' }
  /** A test of it did not run, for a reason that was printed. */
  | { readonly kind: 'unproven'; readonly reasons: readonly string[] }
  | { readonly kind: 'refuted'; readonly problems: readonly string[] }

export type Reports = Readonly<Partial<Record<ReportName, Report | undefined>>>

/** A claim is proven if every test it names ran and passed. */
export function judgeClaim({ tests }: Claim, reports: Reports): Verdict {
  const findings = tests.flatMap((test) => findingsOn(test, reports))
  const problems = findings.filter(({ excused }) => !excused).map(({ text }) => text)
  if (problems.length > 0) return { kind: 'refuted', problems }
  if (findings.length > 0) return { kind: 'unproven', reasons: findings.map(({ text }) => text) }
  return { kind: 'proven' }
}

interface Finding {
  readonly text: string
  /** The test did not run, and it is said why. */
  readonly excused: boolean
}

function findingsOn(test: Reference, reports: Reports): readonly Finding[] {
  const title = `${test.file}: ${test.words}`
  const stage = stageOf(test.file)
  const report = reports[stage]
  if (report === undefined) return [{ text: `${title}: the stage ${stage} left no report`, excused: false }]
  if ('skipped' in report) return [{ text: `${title}: ${report.skipped}`, excused: true }]
  const named = report.results.filter(({ file, name }) => file === test.file && name.includes(test.words))
  if (named.length === 0) return [{ text: `${title}: no test of this name ran`, excused: false }]
  return named.flatMap(({ name, outcome, reason }): readonly Finding[] => {
    if (outcome === 'passed') return []
    if (outcome === 'failed') return [{ text: `${test.file}: ${name}: failed`, excused: false }]
    if (reason === undefined)
      return [{ text: `${test.file}: ${name}: skipped without a reason`, excused: false }]
    return [{ text: `${test.file}: ${name}: skipped (${reason})`, excused: true }]
  })
}

function stageOf(file: string): ReportName {
  if (file.startsWith('scripts/pack/') && file.endsWith('.spec.ts')) return 'packed'
  if (file.startsWith('e2e/') && file.endsWith('.spec.ts')) return 'e2e'
  return 'unit'
}
