import { expect, it } from 'vitest'
import { ManualClock } from '../test/support/manual-clock.ts'
import { every } from './clock.ts'

it('keeps the beat though each timer is late, and makes up for nothing after a long pause', () => {
  const clock = new ManualClock()
  let late = 3
  const start = clock.now()
  const runs: number[] = []
  const stop = every(
    { now: () => clock.now(), after: (ms, task) => clock.after(ms + late, task) },
    10,
    () => void runs.push(clock.now() - start),
  )
  clock.advance(50)
  expect(runs).toEqual([13, 23, 33, 43])
  late = 1000
  clock.advance(1060)
  expect(runs.slice(4)).toEqual([53, 1060])
  late = 0
  clock.advance(1000)
  stop()
  expect(runs.slice(6)).toEqual([2070, 2080, 2090, 2100, 2110])
  expect(clock.pending).toBe(0)
})
