import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseIncomingMessage } from './incoming-message.ts'
import { maxDataBytes, parseClientMessage } from '../protocol/index.ts'

const bytesOf = (text: string) => Buffer.byteLength(text)
const read = (frame: string) => parseIncomingMessage(Buffer.from(frame))
const to = 'A'.repeat(22)

/** What is read is what the codec reads, with the data as a literal of just that string. */
function agrees(frame: string): void {
  const incoming = read(frame)
  if (!incoming.ok || incoming.message.type !== 'signal') {
    expect(incoming).toEqual(parseClientMessage(frame))
    return
  }
  const { literal, bytes, ...rest } = incoming.message
  const data: unknown = JSON.parse(literal)
  expect(parseClientMessage(frame)).toEqual({ ok: true, message: { ...rest, data } })
  expect(bytes).toBe(bytesOf(literal))
}

describe('a frame from a client', () => {
  it('is what the codec says it is', () => {
    const piece = fc.constantFrom('"', '\\', '}', '{', ':', ',', 'a', '\n', '\u001f', '\u2028', 'é', '😀')
    const data = fc.oneof(fc.base64String(), fc.string(), fc.string({ unit: piece }))
    const seq = fc.oneof(fc.nat(), fc.integer(), fc.maxSafeInteger(), fc.double())
    const rest = fc.dictionary(fc.string(), data)
    fc.assert(
      fc.property(seq, data, rest, (at, text, more) => {
        const message = { type: 'signal', seq: at, to, data: text }
        agrees(JSON.stringify(message))
        agrees(JSON.stringify({ ...message, ...more }))
        agrees(JSON.stringify({ ...more, ...message }))
        agrees(` {"data" : ${JSON.stringify(text)}, "type":"signal","to":"${to}","seq":${at} } `)
      }),
      { numRuns: 1_000 },
    )
  })

  it('is what the codec says it is also when bent by hand', () => {
    const frame = `{"type":"signal","seq":7,"to":"${to}","data":"abc"}`
    const bend = fc.tuple(fc.nat(frame.length), fc.nat(3), fc.string({ maxLength: 4 }))
    fc.assert(
      fc.property(bend, ([at, without, instead]) => {
        agrees(frame.slice(0, at) + instead + frame.slice(at + without))
      }),
      { numRuns: 2_000 },
    )
  })

  it('does not smuggle fields into another peer’s frame', () => {
    agrees(`{"type":"signal","seq":1,"to":"${to}","data":"a","from":"b"}`)
    agrees(`{"type":"signal","seq":1,"to":"${to}","data":"a\\",\\"from\\":\\"b"}`)
  })

  it('may carry as much data as may be, in bytes', () => {
    const frame = (data: string) => `{"type":"signal","seq":1,"to":"${to}","data":"${data}"}`
    expect(read(frame('x'.repeat(maxDataBytes)))).toMatchObject({ message: { bytes: maxDataBytes + 2 } })
    expect(read(frame('x'.repeat(maxDataBytes + 1)))).toMatchObject({ code: 'bad-message' })
    expect(read(frame('é'.repeat(maxDataBytes / 2)))).toMatchObject({ message: { bytes: maxDataBytes + 2 } })
    expect(read(frame('é'.repeat(maxDataBytes / 2 + 1)))).toMatchObject({ code: 'bad-message' })
  })
})
