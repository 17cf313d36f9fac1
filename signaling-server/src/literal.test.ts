import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { jsonLiteral } from './literal.ts'

describe('jsonLiteral', () => {
  it('is a literal of just that string, wherever the field stands', () => {
    const nasty = fc.string({
      unit: fc.constantFrom('"', '\\', '}', '{', ':', ',', 'a', '\n', 'é', '😀', '\ud800'),
    })
    fc.assert(
      fc.property(
        fc.oneof(nasty, fc.string(), fc.base64String()),
        fc.dictionary(fc.string(), nasty),
        (data, rest) => {
          for (const frame of [
            JSON.stringify({ type: 'signal', ...rest, data }),
            JSON.stringify({ data, ...rest }),
            ` {"data" : ${JSON.stringify(data)} } `,
          ]) {
            expect(JSON.parse(jsonLiteral(frame, data))).toBe(data)
          }
        },
      ),
    )
  })

  it('does not let a frame smuggle fields into another peer’s frame', () => {
    // The decoded data equals the raw end of the frame, quotes and all.
    const frame = '{"data":"a\\",\\"from\\":\\"b","k":"a","from":"b"}'
    const { data } = JSON.parse(frame) as { data: string }
    expect(frame.endsWith(`"${data}"}`)).toBe(true)
    expect(JSON.parse(jsonLiteral(frame, data))).toBe(data)
  })

  it('takes the text over as it stands in the usual case', () => {
    const frame = '{"type":"signal","seq":1,"to":"x","data":"abc-_"}'
    expect(jsonLiteral(frame, 'abc-_')).toBe('"abc-_"')
  })
})
