import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureChromium } from '../ensure-chromium.ts'
import { ensureTools, whyWithout } from '../ensure-tools.ts'
import { nothing, playwrightTally, vitestTally, type Tally } from './tally.ts'

/** One step of `npm test`. It prints as it goes and reports what became of it. */
export interface Stage {
  readonly name: string
  readonly run: () => Promise<Tally>
}

/** In the order in which they run: what fails fastest first, and the build before what needs it. */
export const stages: readonly Stage[] = [
  { name: 'tools', run: tools },
  { name: 'lint', run: () => check('lint') },
  { name: 'typecheck', run: () => check('typecheck') },
  { name: 'unit', run: unit },
  { name: 'build', run: () => check('build') },
  { name: 'packed', run: packed },
  { name: 'e2e', run: browserTests },
  { name: 'soak', run: () => check('soak') },
]

/** What is still missing afterwards is reported by the stage that would have needed it. */
function tools(): Promise<Tally> {
  ensureTools()
  return Promise.resolve(nothing)
}

/** A script that only passes or fails. Success is not a test that passed; a failure must show in the sum. */
async function check(script: string): Promise<Tally> {
  const code = await command('npm', ['run', '--silent', script])
  return code === 0 ? nothing : { ...nothing, failed: 1 }
}

function unit(): Promise<Tally> {
  return withReport(vitestTally, (report) =>
    command('npx', ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]),
  )
}

/** What an installation would hold. */
function packed(): Promise<Tally> {
  return withReport(vitestTally, (report) =>
    command('npm', [
      ...['run', '--silent', 'test:packed', '--', '--reporter=default', '--reporter=json'],
      `--outputFile.json=${report}`,
    ]),
  )
}

async function browserTests(): Promise<Tally> {
  const reason = whyNoBrowserTests()
  if (reason !== undefined) return { ...nothing, skipped: [`browser tests: ${reason}`] }
  return withReport(playwrightTally, (report) =>
    command('npx', ['playwright', 'test', '--reporter=list,json'], { PLAYWRIGHT_JSON_OUTPUT_NAME: report }),
  )
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
async function withReport(
  read: (report: unknown) => Tally,
  run: (reportFile: string) => Promise<number>,
): Promise<Tally> {
  const folder = mkdtempSync(join(tmpdir(), 'visavis-report-'))
  const file = join(folder, 'report.json')
  try {
    const code = await run(file)
    const tally = read(JSON.parse(readFileSync(file, 'utf8')))
    // A runner can fail for reasons that are no test's, such as an error after the last one.
    return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally
  } catch (error) {
    console.error('The test runner left no report that can be read:', error)
    return { ...nothing, failed: 1 }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function command(
  name: string,
  options: readonly string[],
  env: Record<string, string> = {},
): Promise<number> {
  // npm and npx are scripts for a shell on Windows, which starts nothing else by its bare name.
  const shell = process.platform === 'win32'
  const child = spawn(name, options, { stdio: 'inherit', env: { ...process.env, ...env }, shell })
  const [code] = (await once(child, 'exit')) as [number | null]
  return code ?? 1
}
