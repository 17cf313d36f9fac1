import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/**
 * The environment of a Linux desktop whose panel shows icons of programs, or of one without: what the app learns from
 * the session bus, it asks a program for, and this is that program.
 */
export function panelEnv(folder: string, shown: boolean): Record<string, string> {
  const bin = join(folder, 'bin')
  mkdirSync(bin, { recursive: true })
  for (const program of ['dbus-send', 'gdbus']) {
    const path = join(bin, program)
    writeFileSync(path, shown ? '#!/bin/sh\necho "   variant       boolean true"\n' : '#!/bin/sh\nexit 1\n')
    chmodSync(path, 0o755)
  }
  return { PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}` }
}
