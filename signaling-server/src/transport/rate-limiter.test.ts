import fc from 'fast-check'
import { expect, it } from 'vitest'
import { RateLimiter } from './rate-limiter.ts'

it('slows down who sends too many messages, and who sends too many bytes, until it is paid for', () => {
  const limiter = new RateLimiter({ messagesPerSecond: 10, bytesPerSecond: 1_000 }, 0)
  for (let i = 0; i < 20; i++) expect(limiter.spend(1, 0)).toBe(0)
  expect(limiter.spend(1, 0)).toBe(100)
  // After ten seconds both are full again.
  expect(limiter.spend(2_000, 10_000)).toBe(0)
  expect(limiter.spend(500, 10_000)).toBe(500)
  expect(limiter.spend(1, 10_501)).toBe(0)
})

it('never lets more through than two seconds’ worth and the rate, whatever the clock does', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -500, max: 500 }), { maxLength: 200 }), (pauses) => {
      const limiter = new RateLimiter({ messagesPerSecond: 10, bytesPerSecond: 1e9 }, 0)
      let [now, passed, through] = [0, 0, 0]
      for (const pause of pauses) {
        now += pause
        passed += Math.max(0, pause)
        if (limiter.spend(0, now) === 0) through++
      }
      expect(through).toBeLessThanOrEqual(20 + (passed / 1000) * 10 + 1e-6)
    }),
  )
})
