import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { base64url, fromBase64url } from './base64url.ts'

describe('base64url', () => {
  it('writes what Node writes, and reads it again', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const text = base64url(bytes)
        expect(text).toBe(Buffer.from(bytes).toString('base64url'))
        expect(fromBase64url(text)).toEqual(bytes)
      }),
    )
  })

  it('refuses any other text', () => {
    for (const text of ['A', 'AAAAA', 'AA==', 'A+A/', 'ÄÄ', 'AA A', '\u0000\u0000']) {
      expect(() => fromBase64url(text), text).toThrow(RangeError)
    }
  })

  it('reads long text without losing bits', () => {
    const bytes = Uint8Array.from({ length: 40_000 }, (_, index) => (index * 31) & 255)
    expect(fromBase64url(base64url(bytes))).toEqual(bytes)
  })
})
