import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** When the youngest of these files or folders was changed, in milliseconds; undefined when none is there. */
export function youngest(paths: readonly string[]): number | undefined {
  const times = paths.flatMap(changeTimes)
  return times.length === 0 ? undefined : Math.max(...times)
}

/** True when an output is missing or older than any of the sources. */
export function isStale(sources: readonly string[], outputs: readonly string[]): boolean {
  const source = youngest(sources)
  const made = outputs.map((output) => youngest([output]))
  if (source === undefined || made.includes(undefined)) return true
  return Math.min(...made.filter((time) => time !== undefined)) < source
}

function changeTimes(path: string): number[] {
  const entry = statSync(path, { throwIfNoEntry: false })
  if (!entry) return []
  if (entry.isFile()) return path.endsWith('.test.ts') ? [] : [entry.mtimeMs]
  return readdirSync(path)
    .filter((name) => name !== 'node_modules')
    .flatMap((name) => changeTimes(join(path, name)))
}
