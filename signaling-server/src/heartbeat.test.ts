import { expect, it } from 'vitest'
import { ManualClock } from '../test/support/manual-clock.ts'
import { Heartbeat } from './heartbeat.ts'

it('beats for everybody once each heartbeat, a few at a time, though all came at once', () => {
  const clock = new ManualClock()
  const heartbeat = new Heartbeat(clock, 15_000)
  const beats = new Map<number, number>()
  const at = new Map<number, number>()
  const visits = Array.from({ length: 1000 }, (_, i) => ({
    beat() {
      beats.set(i, (beats.get(i) ?? 0) + 1)
      at.set(clock.now(), (at.get(clock.now()) ?? 0) + 1)
    },
  }))
  for (const visit of visits) heartbeat.watch(visit)
  clock.advance(15_000)
  expect([...beats.values()]).toEqual(visits.map(() => 1))
  expect(Math.max(...at.values())).toBeLessThanOrEqual(2)
  for (const visit of visits.slice(1)) heartbeat.forget(visit)
  clock.advance(15_000)
  expect(beats.get(0)).toBe(2)
  expect(beats.get(1)).toBe(1)
  heartbeat.stop()
  expect(clock.pending).toBe(0)
})
