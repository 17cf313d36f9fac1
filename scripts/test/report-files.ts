import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { root } from '../../testing/setup/build-app.ts'
import { playwrightResults, vitestResults, type TestResult } from './reports.ts'

/** The stages that run tests, each with a report of its own. */
export const reportNames = ['unit', 'packed', 'e2e'] as const
export type ReportName = (typeof reportNames)[number]

/** What a stage left behind: the results of its tests, or why it ran none. */
export type Report = { readonly results: readonly TestResult[] } | { readonly skipped: string }

const folder = join(root, 'test-reports')
export const reportFile = (name: ReportName) => join(folder, `${name}.json`)

/** Forgets what an earlier run left, so that nobody takes it for a result of this one. */
export function clearReport(name: ReportName): void {
  mkdirSync(folder, { recursive: true })
  rmSync(reportFile(name), { force: true })
}

/** Says in place of a report why the whole stage did not run. */
export function reportSkipped(name: ReportName, reason: string): void {
  writeFileSync(reportFile(name), JSON.stringify({ skipped: reason }))
}

const Skipped = v.object({ skipped: v.string() })

/** Undefined if the stage left no report. Throws if it left one that cannot be read. */
export function readReport(name: ReportName): Report | undefined {
  if (!existsSync(reportFile(name))) return undefined
  const report: unknown = JSON.parse(readFileSync(reportFile(name), 'utf8'))
  if (v.is(Skipped, report)) return { skipped: report.skipped }
  return { results: name === 'e2e' ? playwrightResults(report, root) : vitestResults(report, root) }
}
