import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { isStale } from './freshness.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'visavis-fresh-'))
  mkdirSync(join(folder, 'src/deep'), { recursive: true })
})
afterEach(() => rmSync(folder, { recursive: true }))

/** @param time seconds */
function file(name: string, time: number): string {
  const path = join(folder, name)
  writeFileSync(path, '')
  utimesSync(path, time, time)
  return path
}

it('what is not there is stale', () => {
  file('src/a.ts', 100)
  expect(isStale([join(folder, 'src')], [join(folder, 'out.js')])).toBe(true)
})

it('what is younger than every source is not', () => {
  file('src/deep/a.ts', 100)
  const out = file('out.js', 200)
  expect(isStale([join(folder, 'src')], [out])).toBe(false)
})

it('one old output is enough', () => {
  file('src/deep/a.ts', 100)
  expect(isStale([join(folder, 'src')], [file('new.js', 200), file('old.js', 50)])).toBe(true)
})

it('a changed source makes it stale, a changed test does not', () => {
  const out = file('out.js', 200)
  file('src/a.ts', 100)
  file('src/deep/a.test.ts', 300)
  expect(isStale([join(folder, 'src')], [out])).toBe(false)
  file('src/deep/a.ts', 300)
  expect(isStale([join(folder, 'src')], [out])).toBe(true)
})
