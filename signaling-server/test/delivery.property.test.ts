import fc from 'fast-check'
import { expect, it } from 'vitest'
import { MemoryBackplane } from '../src/backplane/memory/memory-backplane.ts'
import { SessionRegistry } from '../src/sessions/session-registry.ts'
import { randomIds } from '../src/sessions/ids.ts'
import { silentLog } from '../src/log.ts'
import { Stats } from '../src/metrics/stats.ts'
import { defaultHeartbeatMs, maxFrameBytes } from '../src/protocol/index.ts'
import { newRoom } from './support/client.ts'
import { ManualClock } from './support/manual-clock.ts'
import { SimulatedClient } from './support/simulated-client.ts'

const resumeMs = 30_000
const limits = { maxPeers: 8, resumeMs }

function newRegistry(clock: ManualClock): SessionRegistry {
  const registry: SessionRegistry = new SessionRegistry({
    clock,
    ids: randomIds,
    limits: { ...limits, maxFrameBytes, heartbeatMs: defaultHeartbeatMs },
    iceServers: () => [],
    admission: { join: () => undefined, resume: () => undefined },
    stats: new Stats(),
    backplane: new MemoryBackplane({
      clock,
      limits,
      log: silentLog,
      deliver: (outgoing) => registry.deliver(outgoing),
      onHealth: (healthy) => registry.setReading(healthy),
    }),
  })
  return registry
}

const who = fc.nat(2)
const action = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('signal' as const), who, to: who }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('up' as const), who }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('down' as const), who }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('cut' as const), who, noticed: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('reconnect' as const), who }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('repeat' as const), who }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('acknowledge' as const), who }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.nat(1_000) }) },
)

it('delivers every signal once and in order, whoever drops, repeats and resumes, and whenever', () => {
  fc.assert(
    fc.property(fc.array(action, { maxLength: 150 }), (actions) => {
      const clock = new ManualClock()
      const registry = newRegistry(clock)
      const room = newRoom()
      const clients = [0, 1, 2].map(() => new SimulatedClient(registry))
      for (const client of clients) client.join(room)
      const at = (index: number) => {
        const client = clients[index]
        if (!client) throw new RangeError(`no client ${index}`)
        return client
      }
      const seatOf = (index: number) => at(index).seat?.self ?? ''
      const sent = new Map<string, string[]>()
      let serial = 0
      let waited = 0

      for (const item of actions) {
        if (item.do === 'signal') {
          if (item.who === item.to) continue
          const key = `${item.who}>${item.to}`
          const data = `${key}#${++serial}`
          sent.set(key, [...(sent.get(key) ?? []), data])
          at(item.who).signal(seatOf(item.to), data)
        } else if (item.do === 'up') at(item.who).pumpUp()
        else if (item.do === 'down') at(item.who).pumpDown()
        else if (item.do === 'cut') at(item.who).cut(item.noticed)
        else if (item.do === 'reconnect') at(item.who).reconnect()
        else if (item.do === 'repeat') at(item.who).repeat()
        else if (item.do === 'acknowledge') at(item.who).acknowledge()
        else if (waited + item.ms < resumeMs) {
          // Nobody may be away for so long that the seat is freed: that is the other promise.
          waited += item.ms
          clock.advance(item.ms)
        }
      }
      for (const client of clients) if (!client.connected) client.reconnect()
      while (clients.some((client) => client.settle())) continue

      for (const [key, expected] of sent) {
        const [from = 0, to = 0] = key.split('>').map(Number)
        expect(at(to).heard.get(seatOf(from)) ?? []).toEqual(expected)
      }
      for (const client of clients) expect(client.errors).toEqual([])
    }),
    { numRuns: 500 },
  )
})

it('leaves nothing behind: no room, no seat, no timer', () => {
  const clock = new ManualClock()
  const registry = newRegistry(clock)
  const clients = Array.from({ length: 20 }, () => new SimulatedClient(registry))
  const rooms = [newRoom(), newRoom(), newRoom()]
  clients.forEach((client, i) => client.join(rooms[i % 3] ?? ''))
  for (const client of clients) client.cut(true)
  expect(registry.backplane.counts()).toMatchObject({ rooms: 3, seats: 20 })
  clock.advance(resumeMs)
  expect(registry.backplane.counts()).toMatchObject({ rooms: 0, seats: 0 })
  expect(registry.sessions.size).toBe(0)
  expect(clock.pending).toBe(0)
})
