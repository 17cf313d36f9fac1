import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { findCommand } from '../../../testing/setup/ensure-tools.ts'

/**
 * Apple's `codesign`, which exists on macOS only: puts a program of that name into the PATH that writes down how it was
 * called. Where the real one is, that is used and nothing is written down.
 * @returns the calls so far, one a line; undefined where the real one ran
 */
export function placeholderCodesign(folder: string): () => string | undefined {
  if (findCommand('codesign') !== undefined) return () => undefined
  mkdirSync(folder, { recursive: true })
  const calls = join(folder, 'calls')
  const program = join(folder, 'codesign')
  writeFileSync(program, `#!/bin/sh\necho "$*" >> '${calls}'\n`)
  chmodSync(program, 0o755)
  process.env['PATH'] = `${folder}${delimiter}${process.env['PATH'] ?? ''}`
  return () => (existsSync(calls) ? readFileSync(calls, 'utf8') : '')
}
