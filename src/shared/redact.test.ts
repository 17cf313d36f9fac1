import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { redact } from './redact.ts'
import { createRoomCode, formatRoomCode, normalizeRoomCodeText, parseRoomCode } from './room-code.ts'

const code = createRoomCode((length) => new Uint8Array(length).fill(21))

describe('redact', () => {
  it.each([
    [`joining ${code}`, 'joining [code]'],
    [`joining ${formatRoomCode(code)} now`, 'joining [code] now'],
    [`joining ${formatRoomCode(code).toLowerCase()}`, 'joining [code]'],
    [`argv visavis://join/${code}?server=x`, 'argv visavis:[link]'],
    [`open https://calls.example/#${code}`, 'open https://calls.example/[link]'],
  ])('%s', (text, expected) => {
    expect(redact(text)).toBe(expected)
  })

  it('leaves what is no code', () => {
    const text = 'settings kept as /home/ann/settings-20261121T132959.json, ENOENT (window 12)'
    expect(redact(text)).toBe(text)
    // Twelve letters that happen to pass the check of a code.
    expect(redact('request not readable name=copyText')).toBe('request not readable name=copyText')
  })

  it.each([
    'Error: ENOENT: no such file or directory, open settings.json',
    'Error: listen EADDRINUSE: address already in use 127.0.0.1:8790',
    'TypeError: Cannot read properties of undefined (reading name)',
    'started version=0.1.0 electron=45.4.1 platform=linux',
  ])('leaves the ordinary error message %j alone', (text) => {
    expect(redact(text)).toBe(text)
  })

  it('leaves every event name of the source alone', () => {
    const events = sourceFiles('src').flatMap((file) =>
      [
        ...readFileSync(file, 'utf8').matchAll(/(?:log(?:ger)?\.(?:info|warn|error)\(\s*|event: )'([^']+)'/g),
      ].map(([, event]) => event ?? ''),
    )
    expect(events.length).toBeGreaterThan(40)
    expect(events.filter((event) => redact(event) !== event)).toEqual([])
  })
})

const separator = fc.constantFrom('', '', ' ', '-', '‐', '–', '―', '_', '\t', '\u00a0', '\n', ' - ')
const lookAlikes: Readonly<Record<string, readonly string[]>> = {
  '0': ['0', 'o', 'O'],
  '1': ['1', 'i', 'I', 'l', 'L'],
}
const anyCode = fc.uint8Array({ minLength: 11, maxLength: 11 }).map((bytes) => createRoomCode(() => bytes))

/** A code, and a text that `parseRoomCode` reads as that code. */
const spelling = anyCode.chain((spelled) =>
  fc
    .tuple(
      ...[...spelled].map((symbol) =>
        fc.constantFrom(...(lookAlikes[symbol] ?? [symbol, symbol.toLowerCase()])),
      ),
    )
    .chain((symbols) =>
      fc
        .array(separator, { minLength: symbols.length - 1, maxLength: symbols.length - 1 })
        .map((separators) => symbols.map((symbol, index) => symbol + (separators[index] ?? '')).join('')),
    )
    .map((text) => ({ spelled, text })),
)

/** Percent-encodes all of it, or only what has to be, as many times as given. */
const encoding = fc.constantFrom(
  (text: string) => text,
  encodeURIComponent,
  (text: string) => encodeURIComponent(encodeURIComponent(text)),
  (text: string) =>
    [...new TextEncoder().encode(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''),
)
// A % before the code would make its first symbols part of an escape: then it is another text.
const around = fc
  .oneof(fc.string({ unit: 'binary' }), fc.lorem(), fc.constantFrom('K7', 'x', 'settings not '))
  .filter((text) => !/%[0-9a-f]?$/i.test(text))
const link = fc.constantFrom(
  '',
  'visavis://join/',
  'VISAVIS://join/',
  'https://calls.example/#',
  'visavis%3A%2F%2Fjoin%2F',
)

describe('redacting a code', () => {
  it('leaves none of it, however it is spelled and whatever it stands in', () => {
    fc.assert(
      fc.property(
        spelling,
        encoding,
        link,
        around,
        around,
        ({ spelled, text }, encode, prefix, before, after) => {
          expect(parseRoomCode(text)).toEqual({ ok: true, code: spelled })
          const left = redact(`${before}${prefix}${encode(text)}${after}`)
          expect(left).not.toContain(encode(text))
          expect(normalizeRoomCodeText(left)).not.toContain(spelled)
          expect(left).toMatch(/\[code\]|\[link\]/)
        },
      ),
      { numRuns: 2_000 },
    )
  })

  it('takes out both where two codes overlap, since either may be the real one', () => {
    fc.assert(
      fc.property(anyCode, fc.stringMatching(/^[A-HJKMNP-TV-Z2-9]{1,11}$/), (spelled, more) => {
        for (const text of [more + spelled, spelled + more]) {
          expect(normalizeRoomCodeText(redact(text))).not.toContain(spelled.slice(1))
          expect(normalizeRoomCodeText(redact(text))).not.toContain(spelled.slice(0, -1))
        }
      }),
    )
  })

  it('reads a very long line before the test times out', () => {
    const line = 'A7 %41-'.repeat(20_000)
    expect(redact(line).length).toBeLessThanOrEqual(line.length)
  })
})

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => join(folder, file))
}
