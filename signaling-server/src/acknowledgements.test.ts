import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ManualClock } from '../test/support/manual-clock.ts'
import { Acknowledgements } from './acknowledgements.ts'
import { ackAfterMs } from './protocol/index.ts'

it('calls everybody once, within the time, and rests when nobody waits', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(400), { minLength: 1, maxLength: 50 }), (pauses) => {
      const clock = new ManualClock()
      const acknowledgements = new Acknowledgements(clock)
      const waits: number[] = []
      for (const pause of pauses) {
        const asked = clock.now()
        const who = { acknowledge: () => void waits.push(clock.now() - asked) }
        acknowledgements.soon(who)
        acknowledgements.soon(who)
        clock.advance(pause)
      }
      clock.advance(ackAfterMs)
      expect(waits).toHaveLength(pauses.length)
      expect(Math.max(...waits)).toBeLessThanOrEqual(ackAfterMs * 0.8)
      expect(clock.pending).toBe(0)
    }),
  )
})
