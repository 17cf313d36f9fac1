import { execFileSync } from 'node:child_process'

/** Whether these programs are installed; if not, says what is skipped for want of them, and what to do. */
export function has(what: string, debianPackage: string, ...commands: readonly string[]): boolean {
  if (areInstalled(commands)) return true
  process.stdout.write(`Skipped: ${what}. To run it: apt-get install ${debianPackage}\n`)
  return false
}

/**
 * The name of a suite or test that is skipped where these programs are not installed. There the name says so in brackets: the
 * report of a run has no other place for the reason.
 */
export function nameWith(name: string, debianPackage: string, ...commands: readonly string[]): string {
  return areInstalled(commands) ? name : `${name} (${debianPackage} is not installed)`
}

function areInstalled(commands: readonly string[]): boolean {
  try {
    execFileSync('which', commands, { stdio: 'pipe' })
    return true
  } catch {
    return false
  }
}
