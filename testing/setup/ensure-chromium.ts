import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium } from 'playwright'
import { aptInstall, findCommand } from './ensure-tools.ts'

export interface FoundChromium {
  readonly path: string
  readonly version: string
}

/** What to do by hand where nothing automatic works. */
const byHand = 'Install Chromium or Google Chrome, or run: npx playwright install --with-deps chromium'

/** The Chromium that is there: one named by VISAVIS_CHROMIUM, the system's, else Playwright's own. */
export function findChromium(): FoundChromium | undefined {
  found ??= lookForChromium()
  return found
}

/** Remembered once found: asking a browser for its version starts it, which a busy machine takes its time for. */
let found: FoundChromium | undefined

function lookForChromium(): FoundChromium | undefined {
  const named = process.env['VISAVIS_CHROMIUM']
  const candidates = [
    named,
    ...['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'].map(findCommand),
    chromium.executablePath(),
  ]
  for (const path of candidates) {
    if (path === undefined || !existsSync(path)) continue
    const version = versionOf(path)
    if (version !== undefined) return { path, version }
  }
  return undefined
}

/** Finds a Chromium or gets one, telling what it does. Throws with the command to run where it cannot. */
export function ensureChromium(say: (line: string) => void = console.log): FoundChromium {
  const present = findChromium()
  if (present !== undefined) return present
  say('No Chromium found; asking Playwright for its own (npx playwright install chromium).')
  try {
    // By its file: `npx` is a script for a shell on Windows, which execFile does not start.
    const cli = join(dirname(createRequire(import.meta.url).resolve('playwright/package.json')), 'cli.js')
    const options = { stdio: 'inherit', timeout: 300_000 } as const
    execFileSync(process.execPath, [cli, 'install', 'chromium'], options)
  } catch {
    say('Playwright could not download it; trying the system’s package.')
    aptInstall(['chromium'], say)
  }
  const installed = findChromium()
  if (installed === undefined) throw new Error(`No Chromium. ${byHand}`)
  return installed
}

/**
 * Undefined for a file that is there but does not run, such as a stub that only points to a package. On
 * Windows, `chrome.exe --version` opens a browser instead of printing anything, so there the file is taken at its word.
 */
function versionOf(path: string): string | undefined {
  if (process.platform === 'win32') return `Chromium at ${path}`
  try {
    return execFileSync(path, ['--version', '--no-sandbox'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: 60_000,
    }).trim()
  } catch {
    return undefined
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    const { path, version } = ensureChromium()
    console.log(`${version} (${path})`)
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}
