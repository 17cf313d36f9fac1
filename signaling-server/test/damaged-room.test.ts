import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { RedisBackplane } from '../src/backplane/redis/redis-backplane.ts'
import { createSignalingServer, type SignalingServer } from '../src/index.ts'
import type { Log } from '../src/log.ts'
import { newRoom, TestClient, type SeatedClient } from './support/client.ts'
import { nameWith } from './support/commands.ts'
import { hasRedis, OwnRedis } from './support/redis.ts'

const setAsideLine = 'damaged room set aside'
const day = 24 * 60 * 60 * 1000

const suite = nameWith('a damaged room in Redis', 'redis-server', 'redis-server')
describe.skipIf(!hasRedis())(suite, () => {
  let redis: OwnRedis
  let servers: SignalingServer[]
  let lines: { text: string; fields: Readonly<Record<string, unknown>> }[] = []

  beforeAll(async () => {
    redis = await OwnRedis.start()
    const write = (fields: Readonly<Record<string, unknown>>, text: string) =>
      void lines.push({ text, fields })
    const log: Log = { debug: () => undefined, info: () => undefined, warn: write, error: write }
    const backplane = (wiring: Parameters<typeof RedisBackplane.connect>[1]) =>
      RedisBackplane.connect(redis.url, wiring)
    const start = () => createSignalingServer({ port: 0, drainMs: 0, resumeMs: 1_000, log, backplane })
    servers = [await start(), await start()]
  }, 30_000)
  afterAll(async () => {
    await Promise.all(servers.map((server) => server.close()))
    await redis.dispose()
  })
  beforeEach(() => {
    lines = []
  })

  const url = (i: number) => servers[i]?.url ?? ''
  const roomKey = (room: string) => `visavis:room:${room}`
  const read = async (...words: [string, ...string[]]) => redis.command(...words)

  async function meet(): Promise<{ room: string; a: SeatedClient; b: SeatedClient }> {
    const room = newRoom()
    const a = await TestClient.join(url(0), room)
    const b = await TestClient.join(url(1), room)
    await a.client.next('peer-joined')
    return { room, a, b }
  }

  async function damagedRooms(): Promise<number> {
    let sum = 0
    for (const { port } of servers) {
      const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
      sum += Number(/^visavis_damaged_rooms_total (\d+)$/m.exec(text)?.[1])
    }
    return sum
  }

  /** Seats as they are stored, for a test to change. */
  async function storedSeats(room: string): Promise<Record<string, unknown>[]> {
    return JSON.parse(String(await read('HGET', roomKey(room), 'state'))) as Record<string, unknown>[]
  }
  const store = (room: string, state: unknown) => read('HSET', roomKey(room), 'state', JSON.stringify(state))

  /** Each makes a room something that no rule leads to. */
  const damages: Record<string, (room: string) => Promise<unknown>> = {
    'state that is no JSON': (room) => read('HSET', roomKey(room), 'state', '[{"id":"'),
    'state that is no room': (room) => store(room, [{ id: 7 }]),
    'a room without seats': (room) => store(room, []),
    'the same seat twice': async (room) => {
      const [seat] = await storedSeats(room)
      await store(room, [seat, seat])
    },
    'more kept than was sent': async (room) => {
      const seats = await storedSeats(room)
      await store(
        room,
        seats.map((seat) => ({ ...seat, sent: 0, kept: [{ type: 'signal', bytes: 3 }] })),
      )
    },
    'a version without a state': (room) => read('HDEL', roomKey(room), 'state'),
    'a state without a version': (room) => read('HDEL', roomKey(room), 'version'),
    'another type of key': async (room) => {
      await read('DEL', roomKey(room))
      await read('SET', roomKey(room), 'a text')
    },
  }

  it.each(Object.entries(damages))(
    '%s: is set aside once, and those who sat in it can join again',
    async (_, damage) => {
      const before = await damagedRooms()
      const { room, a, b } = await meet()
      await damage(room)
      // As when a held seat is due: from now on every process looks at the room five times a second.
      await read('ZADD', 'visavis:expiries', '1', room)
      await vi.waitUntil(() => lines.some(({ text }) => text === setAsideLine), 10_000)
      const a2 = await TestClient.join(url(1), room)
      const b2 = await TestClient.join(url(0), room)
      await a2.client.next('peer-joined')
      b2.client.signal(1, a2.joined.self, 'as before')
      expect(await a2.client.next('signal')).toMatchObject({ data: 'as before' })

      // Several rounds of looking later nothing more is said of it, and nothing leads to it.
      await new Promise((resolve) => setTimeout(resolve, 600))
      expect(lines.map(({ text }) => text)).toEqual([setAsideLine])
      expect(JSON.stringify(lines)).not.toContain(room)
      expect(await damagedRooms()).toBe(before + 1)
      expect(await read('ZSCORE', 'visavis:expiries', room)).toBeNull()
      expect(await read('EXISTS', `visavis:damaged:${room}`)).toBe(1)
      const ttl = Number(await read('PTTL', `visavis:damaged:${room}`))
      expect(ttl).toBeGreaterThan(6 * day)
      expect(ttl).toBeLessThanOrEqual(7 * day)
      for (const { client } of [a, b, a2, b2]) client.cut()
    },
    30_000,
  )

  it('sends those who sat in it away, on whichever server they are, where it can be read who that was', async () => {
    const { room, a, b } = await meet()
    const seats = await storedSeats(room)
    await store(room, [...seats, { id: 'broken' }])
    const c = await TestClient.connect(url(0))
    c.send({ type: 'join', room, presence: 'call' })
    const joined = await c.next('joined')
    expect(joined.peers).toEqual([])
    expect(await a.client.closed).toBe(1001)
    expect(await b.client.closed).toBe(1001)
    // Their seats are gone for good.
    c.cut()
    const again = await TestClient.connect(url(1))
    again.send({ type: 'resume', self: a.joined.self, token: a.joined.token, received: 0 })
    expect(await again.next('error')).toMatchObject({ code: 'resume-expired' })
    expect(await read('EXISTS', `visavis:seat:${a.joined.self}`, `visavis:seat:${b.joined.self}`)).toBe(0)
    again.cut()
  }, 30_000)

  it('whose kept messages are lost is set aside when their seat is resumed', async () => {
    const { a, b } = await meet()
    a.client.cut()
    await b.client.next('peer-away')
    b.client.signal(1, a.joined.self, 'kept')
    await b.client.until(() => b.client.acks.includes(1), 'the acknowledgement')
    await read('DEL', `visavis:kept:${a.joined.self}`)
    const again = await TestClient.connect(url(0))
    again.send({ type: 'resume', self: a.joined.self, token: a.joined.token, received: 0 })
    expect(await again.next('error')).toMatchObject({ code: 'resume-expired' })
    expect(await b.client.closed).toBe(1001)
    expect(lines.map(({ text }) => text)).toEqual([setAsideLine])
    again.cut()
  }, 30_000)

  it('that is listed as due but does not exist is taken from the list', async () => {
    const room = newRoom()
    await read('ZADD', 'visavis:expiries', '1', room)
    await vi.waitUntil(async () => (await read('ZSCORE', 'visavis:expiries', room)) === null, 10_000)
    expect(lines).toEqual([])
  }, 30_000)
})
