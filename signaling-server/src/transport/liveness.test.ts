import { describe, expect, it } from 'vitest'
import { ManualClock } from '../../test/support/manual-clock.ts'
import { Heartbeat } from './heartbeat.ts'
import { Liveness } from './liveness.ts'
import { defaultHeartbeatMs } from '../protocol/index.ts'

/** What the protocol promises: two heartbeats and one second. */
const promisedMs = 2 * defaultHeartbeatMs + 1_000

/** Numbers in [0, 1), the same every time (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** A client at the far end: answers pings after a while as long as it lives. */
class SimulatedClient {
  bytesRead = 0
  heardAt: number
  diedAt: number | undefined
  closedAt: number | undefined
  isRead = true
  readonly #liveness = new Liveness()

  constructor(
    readonly clock: ManualClock,
    readonly heartbeat: Heartbeat,
    readonly answersAfterMs: number,
  ) {
    this.heardAt = clock.now()
    heartbeat.watch(this)
  }

  ping(): boolean {
    this.clock.after(this.answersAfterMs, () => {
      if (this.diedAt !== undefined || this.closedAt !== undefined) return
      this.heardAt = this.clock.now()
      this.bytesRead += 6
    })
    return this.#liveness.pinged(this.bytesRead, this.isRead)
  }

  closeIfSilent(): void {
    if (!this.#liveness.isDead(this.bytesRead, this.isRead)) return
    this.closedAt = this.clock.now()
    this.heartbeat.forget(this)
  }
}

describe.each([{ lateMs: 0 }, { lateMs: 200 }])(
  '5,000 connections, timers late by $lateMs ms',
  ({ lateMs }) => {
    it('each dead one is closed within two heartbeats and a second, and no living one is', () => {
      const random = seeded(5_000)
      const clock = new ManualClock()
      const heartbeat = new Heartbeat(
        { now: () => clock.now(), after: (ms, task) => clock.after(ms + random() * lateMs, task) },
        defaultHeartbeatMs,
      )
      // All at once, as after a restart of the server.
      const clients = Array.from(
        { length: 5_000 },
        () => new SimulatedClient(clock, heartbeat, 5 + random() * 300),
      )
      for (const [i, client] of clients.entries()) {
        if (i % 5 === 0) continue
        clock.after(random() * 3 * defaultHeartbeatMs, () => (client.diedAt = clock.now()))
      }
      // Others come and go meanwhile.
      for (let ms = 0; ms < 6 * defaultHeartbeatMs; ms += 100) {
        const crowd = Array.from({ length: 20 }, () => new SimulatedClient(clock, heartbeat, 5))
        clock.advance(100)
        for (const client of crowd) heartbeat.forget(client)
      }
      let slowest = 0
      for (const [i, { diedAt, closedAt, heardAt }] of clients.entries()) {
        if (i % 5 === 0) expect(closedAt).toBeUndefined()
        else {
          slowest = Math.max(slowest, (closedAt ?? Infinity) - (diedAt ?? 0))
          // Two pings have gone unanswered by then.
          expect((closedAt ?? 0) - heardAt).toBeGreaterThan(defaultHeartbeatMs)
        }
      }
      expect(slowest).toBeLessThanOrEqual(promisedMs)
      expect(slowest).toBeGreaterThan(2 * defaultHeartbeatMs - 1_000)
    }, 60_000)
  },
)

it('answers to the last ping, whenever it comes within its time, keep the connection', () => {
  const clock = new ManualClock()
  const heartbeat = new Heartbeat(clock, defaultHeartbeatMs)
  const client = new SimulatedClient(clock, heartbeat, defaultHeartbeatMs + 450)
  clock.advance(10 * defaultHeartbeatMs)
  expect(client.closedAt).toBeUndefined()
})

it('a connection that is not being read is not taken for dead until it has been', () => {
  const clock = new ManualClock()
  const heartbeat = new Heartbeat(clock, defaultHeartbeatMs)
  const client = new SimulatedClient(clock, heartbeat, 5)
  client.diedAt = clock.now()
  client.isRead = false
  clock.advance(10 * defaultHeartbeatMs)
  expect(client.closedAt).toBeUndefined()
  client.isRead = true
  clock.advance(promisedMs)
  expect(client.closedAt).toBeDefined()
})

it('a server that was held up reads what has arrived before it takes anybody for dead', () => {
  const clock = new ManualClock()
  const tasks: { at: number; run: () => void }[] = []
  // While held up, nothing runs; what is due then runs late, timers before what sockets have to say.
  const heartbeat = new Heartbeat(
    {
      now: () => clock.now(),
      after: (ms, run) => {
        const task = { at: clock.now() + ms, run }
        tasks.push(task)
        return () => void tasks.splice(tasks.indexOf(task), 1)
      },
    },
    defaultHeartbeatMs,
  )
  const runDue = () => {
    for (const task of tasks.filter(({ at }) => at <= clock.now())) {
      tasks.splice(tasks.indexOf(task), 1)
      task.run()
    }
  }
  let arrived = 0
  let bytesRead = 0
  let closed = false
  const liveness = new Liveness()
  heartbeat.watch({
    ping: () => {
      arrived += 6
      return liveness.pinged(bytesRead, true)
    },
    closeIfSilent: () => (closed ||= liveness.isDead(bytesRead, true)),
  })
  for (let i = 0; i < 30; i++) {
    clock.advance(defaultHeartbeatMs / 3 + 2_000)
    runDue()
    bytesRead = arrived
  }
  expect(arrived).toBeGreaterThan(6 * 5)
  expect(closed).toBe(false)
})
