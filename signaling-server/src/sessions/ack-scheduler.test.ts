import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ManualClock } from '../../test/support/manual-clock.ts'
import { AckScheduler } from './ack-scheduler.ts'
import { ackAfterMs } from '../protocol/index.ts'

it('calls everybody once, within the time, and rests when nobody waits', () => {
  const pauses = fc.array(fc.nat(400), { minLength: 1, maxLength: 50 })
  fc.assert(
    fc.property(pauses, fc.nat(30), (pauses, late) => {
      const clock = new ManualClock()
      // Timers of a busy program are late.
      const acknowledgements = new AckScheduler({
        now: () => clock.now(),
        after: (ms, task) => clock.after(ms + late, task),
      })
      const waits: number[] = []
      for (const pause of pauses) {
        const asked = clock.now()
        const who = { ackDue: () => void waits.push(clock.now() - asked) }
        acknowledgements.schedule(who)
        clock.advance(pause)
      }
      clock.advance(ackAfterMs)
      expect(waits).toHaveLength(pauses.length)
      expect(Math.max(...waits)).toBeLessThanOrEqual(ackAfterMs * 0.8 + late)
      expect(clock.pending).toBe(0)
    }),
  )
})
