import { execFileSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** A program that some suites need, and the Debian package it comes in. */
export interface Tool {
  readonly command: string
  readonly debianPackage: string
  readonly neededFor: string
}

export const tools = [
  { command: 'ffmpeg', debianPackage: 'ffmpeg', neededFor: 'the test pictures and voices' },
  { command: 'Xvfb', debianPackage: 'xvfb', neededFor: 'sharing a real screen' },
  {
    command: 'openbox',
    debianPackage: 'openbox',
    neededFor: 'minimising and focusing windows on that screen',
  },
  { command: 'display', debianPackage: 'imagemagick', neededFor: 'painting that screen' },
  { command: 'turnserver', debianPackage: 'coturn', neededFor: 'testing a connection through a relay' },
  { command: 'appstreamcli', debianPackage: 'appstream', neededFor: 'checking the data for app stores' },
  {
    command: 'desktop-file-validate',
    debianPackage: 'desktop-file-utils',
    neededFor: 'checking the menu entry',
  },
] as const satisfies readonly Tool[]

export type ToolName = (typeof tools)[number]['command']

/** Where a command is, by the PATH, or undefined. */
export function findCommand(command: string): string | undefined {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd'] : ['']
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  const paths = folders.flatMap((folder) => endings.map((ending) => join(folder, command + ending)))
  return paths.find((path) => {
    try {
      accessSync(path, constants.X_OK)
      return true
    } catch {
      // Not in this folder; the next may have it.
      return false
    }
  })
}

export function missingTools(): readonly Tool[] {
  return tools.filter((tool) => findCommand(tool.command) === undefined)
}

/** Why suites that need these tools cannot run, with the command that would change it; undefined if all are there. */
export function whyWithout(...commands: readonly ToolName[]): string | undefined {
  const missing = missingTools().filter((tool) => (commands as readonly string[]).includes(tool.command))
  if (missing.length === 0) return undefined
  const reasons = missing.map((tool) => `${tool.command} is missing (${tool.neededFor})`).join(', ')
  return `${reasons}; run: ${installCommand(missing)}`
}

/** Installs what is missing where that can be done without asking anyone; returns what is still missing. */
export function ensureTools(say: (line: string) => void = console.log): readonly Tool[] {
  const missing = missingTools()
  if (missing.length > 0)
    aptInstall(
      missing.map((tool) => tool.debianPackage),
      say,
    )
  return missingTools()
}

export function aptInstall(packages: readonly string[], say: (line: string) => void): boolean {
  if (process.getuid?.() !== 0 || findCommand('apt-get') === undefined) {
    say(`Not installing ${packages.join(', ')}: that needs root on Debian or a relative of it.`)
    return false
  }
  say(`Installing by apt: ${packages.join(' ')}`)
  const options = { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } } as const
  try {
    execFileSync('apt-get', ['update', '-q'], options)
    execFileSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...packages], options)
    return true
  } catch (error) {
    say(`apt could not install them: ${error instanceof Error ? error.message : String(error)}`)
    return false
  }
}

function installCommand(missing: readonly Tool[]): string {
  return `sudo apt-get install -y ${missing.map((tool) => tool.debianPackage).join(' ')}`
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  for (const tool of ensureTools()) console.log(`Still missing: ${tool.command} (${tool.neededFor})`)
}
