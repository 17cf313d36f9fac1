import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { checkClaims } from '../claims/check-claims.ts'
import { ensureChromium } from '../../testing/setup/ensure-chromium.ts'
import { ensureTools, whyWithout } from '../../testing/setup/ensure-tools.ts'
import { clearReport, readReport, reportFile, reportSkipped, type ReportName } from './report-files.ts'
import type { Collect, Stage } from './run-stages.ts'
import { nothing, tallyOf, type Tally } from './tally.ts'

/**
 * In the order in which they run: what fails fastest first, the build before what needs it, and the claims last, because
 * they are looked up in the reports of the others. The stages of one group run side by side, where each keeps about one core
 * busy. The unit tests and the calls of the browser tests keep both busy.
 */
export const stageGroups: readonly (readonly Stage[])[] = [
  [{ name: 'tools', run: tools }],
  [
    { name: 'lint', run: check('lint') },
    { name: 'typecheck', run: check('typecheck') },
  ],
  [{ name: 'unit', run: unit }],
  [{ name: 'build', run: check('build') }],
  [
    { name: 'packed', run: packed },
    { name: 'soak', run: check('soak') },
  ],
  [{ name: 'e2e', run: browserTests }],
  [{ name: 'claims', run: claims }],
]

export const stages: readonly Stage[] = stageGroups.flat()

/** What is still missing afterwards is reported by the stage that would have needed it. */
function tools(): Promise<Tally> {
  ensureTools()
  return Promise.resolve(nothing)
}

/** A script that only passes or fails. Success is not a test that passed; a failure must show in the sum. */
function check(script: string) {
  return async (collect: Collect): Promise<Tally> => {
    const code = await command('npm', ['run', '--silent', script], collect)
    return code === 0 ? nothing : { ...nothing, failed: 1 }
  }
}

function unit(collect: Collect): Promise<Tally> {
  return withReport('unit', () => command('npx', ['vitest', 'run', ...jsonReport('unit')], collect))
}

/** What an installation would hold. */
function packed(collect: Collect): Promise<Tally> {
  const options = ['run', '--silent', 'test:packed', '--', ...jsonReport('packed')]
  return withReport('packed', () => command('npm', options, collect))
}

async function browserTests(collect: Collect): Promise<Tally> {
  const reason = whyNoBrowserTests()
  if (reason !== undefined) {
    clearReport('e2e')
    reportSkipped('e2e', reason)
    return { ...nothing, skipped: [`browser tests: ${reason}`] }
  }
  const environment = { PLAYWRIGHT_JSON_OUTPUT_NAME: reportFile('e2e') }
  return withReport('e2e', () =>
    command('npx', ['playwright', 'test', '--reporter=list,json'], collect, environment),
  )
}

/** Whether the tests that docs/security.md names ran and passed. */
function claims(): Promise<Tally> {
  return Promise.resolve(checkClaims())
}

function jsonReport(name: ReportName): readonly string[] {
  return ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile(name)}`]
}

function whyNoBrowserTests(): string | undefined {
  try {
    ensureChromium()
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
  return whyWithout('ffmpeg')
}

/** Runs a test runner that writes its report to a file, and reads it. */
async function withReport(name: ReportName, run: () => Promise<number>): Promise<Tally> {
  clearReport(name)
  const code = await run()
  try {
    const report = readReport(name)
    if (report === undefined || 'skipped' in report) throw new Error('no report was written')
    const tally = tallyOf(report.results)
    // A runner can fail for reasons that are no test's, such as an error after the last one.
    return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally
  } catch (error) {
    console.error('The test runner left no report that can be read:', error)
    return { ...nothing, failed: 1 }
  }
}

async function command(
  name: string,
  options: readonly string[],
  collect: Collect,
  env: Record<string, string> = {},
): Promise<number> {
  const stdio = collect === undefined ? 'inherit' : ['ignore' as const, 'pipe' as const, 'pipe' as const]
  // npm and npx are scripts for a shell on Windows, which starts nothing else by its bare name.
  const shell = process.platform === 'win32'
  const child = spawn(name, options, { stdio, env: { ...process.env, ...env }, shell })
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8')
    stream?.on('data', (text: string) => collect?.(text))
  }
  const [code] = (await once(child, 'close')) as [number | null]
  return code ?? 1
}
