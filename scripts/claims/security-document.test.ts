import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from '../../testing/setup/build-app.ts'
import { parseSecurityDocument } from './security-document.ts'

const claim = '- **room-locked** Nobody enters a locked room.\n  - test: `src/a.test.ts`: `is locked`\n'

describe('the parser of docs/security.md', () => {
  it('reads a claim with its code and tests, in one line or several', () => {
    const text = [
      '## Rooms',
      '- **room-locked** Nobody enters',
      '  a locked room.',
      '  - code: `src/a.ts`: `lock(`',
      '  - test: `src/a.test.ts`: `a room is locked`',
    ].join('\n')
    expect(parseSecurityDocument(text)).toEqual({
      claims: [
        {
          id: 'room-locked',
          sentence: 'Nobody enters a locked room.',
          code: [{ file: 'src/a.ts', words: 'lock(' }],
          tests: [{ file: 'src/a.test.ts', words: 'a room is locked' }],
        },
      ],
      points: [],
      problems: [],
    })
  })

  it('reads no claim in a comment', () => {
    expect(parseSecurityDocument(`<!--\n${claim}-->`).claims).toEqual([])
  })

  it.each([
    ['a sentence that promises something without a test', 'Nobody enters.', 'not a claim: Nobody enters.'],
    ['a claim without a test', '- **room-locked** Nobody enters.', 'room-locked names no test'],
    [
      'a test without a name',
      '- **room-locked** Nobody.\n  - test: `a.test.ts`',
      'room-locked names no test in a.test.ts',
    ],
    ['an id that is used twice', claim + claim, 'room-locked is there twice'],
    [
      'a reference that cannot be read',
      `${claim}  - tests: \`a.test.ts\`: \`b\``,
      'not a claim: - tests: `a.test.ts`: `b`',
    ],
  ])('finds fault with %s', (_, text, problem) => {
    expect(parseSecurityDocument(`## Rooms\n${text}`).problems).toEqual([problem])
  })
})

describe('docs/security.md', () => {
  const { claims, points, problems } = parseSecurityDocument(
    readFileSync(join(root, 'docs/security.md'), 'utf8'),
  )

  it('has claims in the form that its comment describes', () => {
    expect(problems).toEqual([])
    expect(claims.length).toBeGreaterThan(40)
  })

  it.each(claims)('$id names code that is there and tests that are run', ({ code, tests }) => {
    const gone = code.filter(
      ({ file, words }) =>
        !existsSync(join(root, file)) || !readFileSync(join(root, file), 'utf8').includes(words),
    )
    expect(gone).toEqual([])
    for (const { file } of tests) {
      expect(file).toMatch(/\.test\.ts$|^e2e\/.*\.spec\.ts$|^scripts\/pack\/.*\.spec\.ts$/)
      expect(existsSync(join(root, file)), file).toBe(true)
    }
  })

  it('has Electron’s twenty points, in order, each answered by claims', () => {
    expect(points.map(({ number }) => number)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1))
    const known = new Set(claims.map(({ id }) => id))
    for (const point of points) {
      expect(point.claims.length, point.point).toBeGreaterThan(0)
      expect(
        point.claims.filter((id) => !known.has(id)),
        point.point,
      ).toEqual([])
    }
  })

  it('says plainly what is not protected', () => {
    const text = readFileSync(join(root, 'docs/security.md'), 'utf8')
    const section = /## What is not protected\n([\s\S]*?)\n## /.exec(text)?.[1] ?? ''
    expect(section).toContain('A guest in a browser runs the page that the server sends')
    expect(section).toContain('38,000 years')
    expect(section).toContain('place\n  themselves between two people')
  })
})
