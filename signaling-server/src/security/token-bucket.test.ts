import fc from 'fast-check'
import { expect, it } from 'vitest'
import { TokenBucket } from './token-bucket.ts'

it('never allows more than burst + rate × time, however it is asked', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(500), { maxLength: 200 }), (pauses) => {
      const bucket = new TokenBucket(10, 5, 0)
      let now = 0
      let allowed = 0
      for (const pause of pauses) {
        now += pause
        if (bucket.tryTake(now) === 0) allowed++
      }
      expect(allowed).toBeLessThanOrEqual(5 + (now / 1000) * 10 + 1e-6)
    }),
  )
})

it('tells how long to wait, and is right', () => {
  const bucket = new TokenBucket(10, 1, 0)
  expect(bucket.tryTake(0)).toBe(0)
  const wait = bucket.tryTake(0)
  expect(wait).toBe(100)
  expect(bucket.tryTake(wait - 1)).toBeGreaterThan(0)
  expect(bucket.tryTake(wait)).toBe(0)
})

it('is full when nothing was taken for long enough', () => {
  const bucket = new TokenBucket(10, 2, 0)
  expect(bucket.isFull(0)).toBe(true)
  bucket.tryTake(0)
  expect(bucket.isFull(99)).toBe(false)
  expect(bucket.isFull(100)).toBe(true)
})
