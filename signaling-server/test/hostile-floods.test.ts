import { describe, expect, it } from 'vitest'
import { Acknowledging } from './support/acknowledging.ts'
import { newRoom, TestClient } from './support/client.ts'
import { hostileTestServer } from './support/hostile-test-server.ts'

const server = hostileTestServer()

it('a flood of signals is slowed down, not dropped, and others do not feel it', async () => {
  const room = newRoom()
  const a = await TestClient.join(server.url, room)
  const b = await TestClient.join(server.url, room)
  await a.client.next('peer-joined')
  for (let seq = 1; seq <= 500; seq++) b.client.signal(seq, a.joined.self, 'x'.repeat(1_000))
  for (let seq = 1; seq <= 500; seq++) {
    const { seq: heard } = await a.client.next('signal')
    expect(heard).toBe(seq + 1)
    if (seq % 16 === 0) a.client.send({ type: 'ack', received: heard })
    if (seq % 100 === 0) await server.backgroundCall.talk()
  }
  await Promise.all([a.client.close(), b.client.close()])
})

describe('floods of the largest signals', () => {
  const largest = 'x'.repeat(48 * 1024)

  it('by one member do not close a peer that acknowledges in time; all of it arrives, once and in order', async () => {
    const room = newRoom()
    const victim = await TestClient.join(server.url, room)
    const victimHears = new Acknowledging(victim.client)
    const { client, joined } = await TestClient.join(server.url, room)
    for (let seq = 1; seq <= 60; seq++) client.signal(seq, victim.joined.self, `${seq} ${largest.slice(9)}`)
    await victim.client.until(() => victimHears.signals.length === 60, 'the flood to arrive', 15_000)
    const numbers = victimHears.signals.map(({ data }) => Number(data.slice(0, data.indexOf(' '))))
    expect(numbers).toEqual(Array.from({ length: 60 }, (_, i) => i + 1))
    victim.client.signal(1, joined.self, 'still here')
    await client.until(() => client.acks.at(-1) === 60, 'the acknowledgement', 5_000)
    await Promise.all([victim.client.close(), client.close()])
  }, 30_000)

  it('by seven members at once do not close the eighth', async () => {
    const room = newRoom()
    const victim = await TestClient.join(server.url, room)
    const victimHears = new Acknowledging(victim.client)
    const flood = await Promise.all(Array.from({ length: 7 }, () => TestClient.join(server.url, room)))
    for (const { client } of flood) new Acknowledging(client)
    for (let seq = 1; seq <= 12; seq++) {
      for (const { client } of flood) client.signal(seq, victim.joined.self, largest)
    }
    await victim.client.until(() => victimHears.signals.length === 7 * 12, 'the floods to arrive', 25_000)
    expect(victimHears.heard.filter(({ type }) => type === 'error' || type === 'peer-left')).toEqual([])
    await Promise.all([victim.client, ...flood.map(({ client }) => client)].map((client) => client.close()))
  }, 40_000)

  it('of presence do not close a peer that acknowledges in time', async () => {
    const room = newRoom()
    const victim = await TestClient.join(server.url, room)
    const victimHears = new Acknowledging(victim.client)
    const { client } = await TestClient.join(server.url, room)
    for (let i = 1; i <= 400; i++) client.send({ type: 'presence', presence: i % 2 ? 'listen' : 'call' })
    const changes = () => victimHears.heard.filter(({ type }) => type === 'peer-presence').length
    await victim.client.until(() => changes() === 400, 'all the changes', 15_000)
    await Promise.all([victim.client.close(), client.close()])
  }, 30_000)

  it('close a peer that acknowledges nothing, as ever', async () => {
    const room = newRoom()
    const deaf = await TestClient.join(server.url, room)
    const { client } = await TestClient.join(server.url, room)
    for (let seq = 1; seq <= 30; seq++) client.signal(seq, deaf.joined.self, largest)
    expect(await deaf.client.closed).toBe(4413)
    await client.close()
  }, 30_000)
})
