import { execFileSync } from 'node:child_process'

/** Whether a program is installed; if not, says that what needs it is skipped. */
export function has(command: string): boolean {
  try {
    execFileSync('which', [command], { stdio: 'pipe' })
    return true
  } catch {
    process.stdout.write(`Skipped: what ${command} checks, for it is not installed\n`)
    return false
  }
}
