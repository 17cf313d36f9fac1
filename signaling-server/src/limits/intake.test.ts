import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ManualClock } from '../../test/support/manual-clock.ts'
import { Intake } from './intake.ts'

it('lets everything through, in order, never faster than its pace', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ count: fc.nat(60), pause: fc.nat(2_000) })), (bursts) => {
      const clock = new ManualClock()
      const start = clock.now()
      const handled: number[] = []
      let reading = true
      const limits = { messagesPerSecond: 10, bytesPerSecond: 1_000_000 }
      const intake = new Intake(clock, limits, {
        handle: (frame) => {
          handled.push(Number(frame.toString()))
          expect(handled.length).toBeLessThanOrEqual(10 * 2 + 10 * ((clock.now() - start) / 1000) + 2)
        },
        setReading: (now) => (reading = now),
      })
      let sent = 0
      for (const { count, pause } of bursts) {
        for (let i = 0; i < count; i++) intake.take(Buffer.from(String(sent++)))
        clock.advance(pause)
      }
      clock.advance(1_000_000)
      expect(handled).toEqual(Array.from({ length: sent }, (_, i) => i))
      expect(reading).toBe(true)
      expect(clock.pending).toBe(0)
    }),
  )
})

it('forgets what waits when the socket is closed', () => {
  const clock = new ManualClock()
  const limits = { messagesPerSecond: 1, bytesPerSecond: 1_000 }
  const intake = new Intake(clock, limits, { handle: () => undefined, setReading: () => undefined })
  for (let i = 0; i < 10; i++) intake.take(Buffer.from('x'))
  intake.dispose()
  expect(clock.pending).toBe(0)
})
