import fc from 'fast-check'
import { expect, it } from 'vitest'
import { utf8Length } from './utf8.ts'

it('counts as an encoder would, lone surrogates included', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(utf8Length(text)).toBe(Buffer.byteLength(text))
    }),
  )
  for (const text of ['\ud800', '\udc00\ud800', 'a\ud83d', '😀é€']) {
    expect(utf8Length(text)).toBe(Buffer.byteLength(text))
  }
})
