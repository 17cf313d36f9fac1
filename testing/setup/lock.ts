import { readFileSync, rmSync, writeFileSync } from 'node:fs'

/** How often whoever waits looks again, milliseconds. */
const interval = 200

/**
 * Does the work while no other process does it: two builds at once would write into each other's output. The file
 * names its holder, so that a lock left behind by one that was killed holds nobody up.
 */
export function whileLocked<T>(file: string, work: () => T): T {
  while (!take(file)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, interval)
  try {
    return work()
  } finally {
    rmSync(file, { force: true })
  }
}

function take(file: string): boolean {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  if (isHeld(file)) return false
  rmSync(file, { force: true })
  return false
}

function isHeld(file: string): boolean {
  try {
    const holder = Number(readFileSync(file, 'utf8'))
    // Empty for the moment between being made and being written.
    if (holder === 0) return true
    process.kill(holder, 0)
    return true
  } catch (error) {
    // Somebody else's process is a process too; a file that is gone is free.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
