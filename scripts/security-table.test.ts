import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from './build/build-app.ts'

/** The rows of the table of twenty points in docs/security.md. */
const rows = readFileSync(join(root, 'docs/security.md'), 'utf8')
  .split('\n')
  .flatMap((line) => /^\|\s*(\d+)\s*\|(.*)\|(.*)\|(.*)\|(.*)\|$/.exec(line)?.slice(1) ?? [])
  .reduce<string[][]>((cells, cell, index) => {
    if (index % 5 === 0) cells.push([])
    cells.at(-1)?.push(cell.trim())
    return cells
  }, [])
  .map(([number = '', point = '', , code = '', test = '']) => ({ number, point, code, test }))

/** A file and words that stand in it: `file`: `words`. */
const namedIn = (cell: string) =>
  [...cell.matchAll(/`([^`]+)`: `([^`]+)`/g)].map(([, file = '', words = '']) => ({ file, words }))

it('docs/security.md has Electron’s twenty points, in order', () => {
  expect(rows.map(({ number }) => Number(number))).toEqual(
    Array.from({ length: 20 }, (_, index) => index + 1),
  )
})

describe.each(rows)('$number. $point', ({ code, test }) => {
  it('is held by code and a test that are there', () => {
    const named = [...namedIn(code), ...namedIn(test)]
    expect(namedIn(code).length).toBeGreaterThan(0)
    expect(namedIn(test).length).toBeGreaterThan(0)
    const gone = named.filter(
      ({ file, words }) =>
        !existsSync(join(root, file)) || !readFileSync(join(root, file), 'utf8').includes(words),
    )
    expect(gone).toEqual([])
  })

  it('names tests that are run', () => {
    for (const { file } of namedIn(test)) expect(file).toMatch(/\.(test|spec)\.ts$|^e2e\/support\//)
  })
})

it('the other tables name files that are there, below src/main/ unless they say otherwise', () => {
  const text = readFileSync(join(root, 'docs/security.md'), 'utf8')
  const others = text.split('\n').filter((line) => line.startsWith('|') && !/^\|\s*\d+\s*\|/.test(line))
  const paths = others
    .flatMap((line) => line.split('|').slice(2))
    .flatMap((cell) => [...cell.matchAll(/`([\w./-]+(?:\/|\.(?:ts|js|yml)))`/g)].map(([, path = '']) => path))
  expect(paths.length).toBeGreaterThan(20)
  expect(
    paths.filter((path) => !existsSync(join(root, path)) && !existsSync(join(root, 'src/main', path))),
  ).toEqual([])
})
