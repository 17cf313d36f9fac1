import { expect, it } from 'vitest'
import { IncomingBytes } from './incoming-bytes.ts'

const header = 8

it('holds nothing after whole messages and control frames, however they were cut into pieces', () => {
  const incoming = new IncomingBytes()
  incoming.message(3_000)
  incoming.message(100)
  incoming.control(0)
  incoming.read(3_000 + header + 100 + 6 + 6)
  expect(incoming.heldBytes).toBe(0)
  incoming.read(1_000)
  expect(incoming.heldBytes).toBeGreaterThanOrEqual(1_000)
  incoming.message(2_000)
  incoming.read(1_000 + header)
  expect(incoming.heldBytes).toBe(0)
})

it('counts every piece that a message without end is in, control frames or not, and no more than can be held', () => {
  const incoming = new IncomingBytes()
  for (let i = 1; i <= 10; i++) {
    for (let control = 0; control < 400; control++) incoming.control(125)
    incoming.read(400 * 131 + 7)
    expect(incoming.heldBytes).toBeGreaterThanOrEqual(i * 400 * 131)
  }
  for (let i = 0; i < 1_000; i++) incoming.read(65_536)
  expect(incoming.heldBytes).toBeLessThan(1.2 * 1024 * 1024)
})

it('counts for many small pieces more than their bytes', () => {
  const incoming = new IncomingBytes()
  for (let i = 0; i < 200; i++) incoming.read(1)
  expect(incoming.heldBytes).toBeGreaterThan(50_000)
})

it('forgets what a client that fragments seemed to hold, but for the last piece', () => {
  const incoming = new IncomingBytes()
  for (let i = 0; i < 1_000; i++) {
    // Two fragments: a header more than is known of.
    incoming.message(200)
    incoming.read(200 + 2 * header)
  }
  expect(incoming.heldBytes).toBeLessThan(1_000)
})
