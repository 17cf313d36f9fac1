import { execFileSync } from 'node:child_process'

/** Whether these programs are installed; if not, says what is skipped for want of them, and what to do. */
export function has(what: string, debianPackage: string, ...commands: readonly string[]): boolean {
  try {
    execFileSync('which', commands, { stdio: 'pipe' })
    return true
  } catch {
    process.stdout.write(`Skipped: ${what}. To run it: apt-get install ${debianPackage}\n`)
    return false
  }
}
