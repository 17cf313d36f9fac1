import { expect, it } from 'vitest'
import { ManualClock } from '../../test/support/manual-clock.ts'
import { Heartbeat } from './heartbeat.ts'

const heartbeatMs = 15_000

function stage({ late = 0 } = {}) {
  const clock = new ManualClock()
  const heartbeat = new Heartbeat(
    { now: () => clock.now(), after: (ms, task) => clock.after(ms + late, task) },
    heartbeatMs,
  )
  const beats: number[][] = []
  const watch = () => {
    const times: number[] = []
    beats.push(times)
    const connection = {
      ping: () => {
        times.push(clock.now())
        return false
      },
      closeIfSilent: () => undefined,
    }
    heartbeat.watch(connection)
    return connection
  }
  return { clock, heartbeat, beats, watch }
}

it.each([
  { count: 1, late: 0 },
  { count: 7, late: 3 },
  { count: 1000, late: 3 },
  { count: 20_000, late: 1 },
])(
  'lets each of $count beat every heartbeat, a few at a time, though all came at once',
  ({ count, late }) => {
    const { clock, heartbeat, beats, watch } = stage({ late })
    const start = clock.now()
    for (let i = 0; i < count; i++) watch()
    clock.advance(3 * heartbeatMs + 100)
    const atOnce = new Map<number, number>()
    for (const times of beats) {
      expect(times.length).toBeGreaterThanOrEqual(3)
      // The first comes at any time within one heartbeat.
      times.forEach((time, i) => {
        const since = time - (times[i - 1] ?? start)
        expect(since).toBeLessThan(heartbeatMs + 50)
        if (i > 0) expect(since).toBeGreaterThan(heartbeatMs - 50)
      })
      for (const time of times) atOnce.set(time, (atOnce.get(time) ?? 0) + 1)
    }
    expect(Math.max(...atOnce.values())).toBeLessThanOrEqual(
      Math.ceil((count * (10 + late)) / heartbeatMs) + 1,
    )
    heartbeat.stop()
    expect(clock.pending).toBe(0)
  },
)

it('rests while nobody is there, and passes over who has gone', () => {
  const { clock, heartbeat, beats, watch } = stage()
  expect(clock.pending).toBe(0)
  const visits = [watch(), watch(), watch()] as const
  heartbeat.forget(visits[1])
  clock.advance(heartbeatMs)
  expect(beats.map((times) => times.length)).toEqual([1, 0, 1])
  heartbeat.forget(visits[0])
  heartbeat.forget(visits[2])
  expect(clock.pending).toBe(0)
  watch()
  clock.advance(heartbeatMs)
  expect(beats[3]).toHaveLength(1)
})

it('rests when a beat was the last one’s last', () => {
  const { clock, heartbeat } = stage()
  const connection = {
    ping: () => {
      heartbeat.forget(connection)
      return false
    },
    closeIfSilent: () => undefined,
  }
  heartbeat.watch(connection)
  clock.advance(heartbeatMs)
  expect(clock.pending).toBe(0)
})

it('beats nobody sooner because others come and go', () => {
  const { clock, heartbeat, beats, watch } = stage()
  watch()
  for (let i = 0; i < 200; i++) {
    const crowd = Array.from({ length: 100 }, watch)
    clock.advance(50)
    for (const connection of crowd) heartbeat.forget(connection)
  }
  clock.advance(2 * heartbeatMs)
  const [times = []] = beats
  expect(times).toHaveLength(3)
  for (let i = 1; i < times.length; i++) expect((times[i] ?? 0) - (times[i - 1] ?? 0)).toBe(heartbeatMs)
})
