import fc from 'fast-check'
import * as v from 'valibot'
import { expect, it } from 'vitest'
import { ClientMessageSchema } from './client-messages.ts'
import { parseFrequent } from './fast-path.ts'
import { maxDataBytes } from './limits.ts'

const id = fc.string({
  minLength: 21,
  maxLength: 23,
  unit: fc.constantFrom('a', 'Z', '0', '_', '-', '+', 'é'),
})
const number = fc.oneof(fc.integer(), fc.double(), fc.maxSafeInteger(), fc.constant(2 ** 53), fc.string())
const data = fc.oneof(
  fc.string(),
  fc.constantFrom('é', 'x', '😀').chain((unit) => fc.nat(maxDataBytes).map((length) => unit.repeat(length))),
  fc.constant(null),
)
const field = {
  type: fc.constantFrom('signal', 'ack', 'leave', 'dance'),
  seq: number,
  to: id,
  data,
  received: number,
}

it('agrees with the schema about everything it takes, and never takes what the schema would not', () => {
  let taken = 0
  fc.assert(
    fc.property(fc.oneof(fc.record(field, { requiredKeys: [] }), fc.jsonValue()), (json) => {
      const frequent = parseFrequent(json)
      const byschema = v.safeParse(ClientMessageSchema, json)
      if (frequent === undefined) return
      taken++
      expect(byschema).toMatchObject({ success: true, output: frequent })
    }),
    { numRuns: 3_000 },
  )
  expect(taken).toBeGreaterThan(10)
})

it('takes what is usual', () => {
  const signal = { type: 'signal', seq: 1, to: 'A'.repeat(22), data: 'x'.repeat(maxDataBytes) }
  expect(parseFrequent({ ...signal, extra: 1 })).toEqual(signal)
  expect(parseFrequent({ ...signal, data: `${signal.data}x` })).toBeUndefined()
  expect(parseFrequent({ type: 'ack', received: 0 })).toEqual({ type: 'ack', received: 0 })
})
