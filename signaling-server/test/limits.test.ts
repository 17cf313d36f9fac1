import { connect } from 'node:net'
import { once } from 'node:events'
import { afterEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { createSignalingServer, type SignalingServer, type SignalingServerOptions } from '../src/index.ts'
import { newRoom, TestClient } from './support/client.ts'

let server: SignalingServer
const start = async (options: SignalingServerOptions) => {
  server = await createSignalingServer({ port: 0, drainMs: 0, ...options })
  return server.url
}
afterEach(() => server.close())

/** Connects as if through a proxy on this machine. Gives what the server says first, if it says anything at once. */
async function firstHeard(url: string, address: string): Promise<Record<string, unknown> | 'nothing'> {
  const socket = new WebSocket(url, 'visavis.v1', { headers: { 'X-Forwarded-For': address } })
  return new Promise((resolve, reject) => {
    socket.on('error', reject)
    socket.on('message', (data: Buffer) => resolve(JSON.parse(data.toString()) as Record<string, unknown>))
    // What a refused one hears comes before the answer to its ping.
    socket.on('pong', () => resolve('nothing'))
    socket.on('open', () => socket.ping())
  })
}

describe('connections', () => {
  it('are bounded in all: server-full, and 1013', async () => {
    const url = await start({ maxConnections: 2 })
    const [a] = [await TestClient.connect(url), await TestClient.connect(url)]
    const third = await TestClient.connect(url)
    expect(await third.next('error')).toMatchObject({ code: 'server-full' })
    expect(await third.closed).toBe(1013)
    await a.close()
    const fourth = await TestClient.join(url, newRoom())
    await fourth.client.close()
  })

  it('are bounded per address, which a trusted proxy tells', async () => {
    const url = await start({ maxConnectionsPerAddress: 1, trustProxy: ['127.0.0.1'] })
    expect(await firstHeard(url, '203.0.113.1')).toBe('nothing')
    expect(await firstHeard(url, '203.0.113.2')).toBe('nothing')
    const again = await firstHeard(url, '198.51.100.9, 203.0.113.1')
    expect(again).toMatchObject({ code: 'rate-limited', retryAfterMs: 5000 })
    expect(await firstHeard(url, '2001:db8::1')).toBe('nothing')
    expect(await firstHeard(url, '2001:db8::2')).toMatchObject({ code: 'rate-limited' })
  })

  it('do not believe just anybody about their address', async () => {
    const url = await start({ maxConnectionsPerAddress: 1 })
    expect(await firstHeard(url, '203.0.113.1')).toBe('nothing')
    expect(await firstHeard(url, '203.0.113.2')).toMatchObject({ code: 'rate-limited' })
  })

  it('that take no seat are closed with 4408', async () => {
    const url = await start({ joinTimeoutMs: 100 })
    const idle = await TestClient.connect(url)
    const { client } = await TestClient.join(url, newRoom())
    expect(await idle.closed).toBe(4408)
    await client.nothingElse()
    await client.close()
  })
})

describe('joins', () => {
  it('over the limit are refused with rate-limited and retryAfterMs, resumes are not', async () => {
    const url = await start({ joinsPerMinute: 60 })
    const { client, joined } = await TestClient.join(url, newRoom())
    const crowd = await TestClient.connect(url)
    const wrong = { type: 'join', room: newRoom(), presence: 'call' } as const
    for (let i = 0; i < 59; i++) {
      const { client: one } = await TestClient.join(url, newRoom())
      one.cut()
    }
    crowd.send(wrong)
    const refused = await crowd.next('error')
    expect(refused.code).toBe('rate-limited')
    expect(refused.retryAfterMs).toBeGreaterThan(0)
    expect(refused.retryAfterMs).toBeLessThanOrEqual(1000)
    const resumed = await TestClient.resume(url, joined, 0)
    expect(await client.closed).toBe(4409)
    await resumed.client.close()
    await crowd.close()
  })
})

describe('one connection', () => {
  it('that talks too fast is read more slowly; nothing is lost', async () => {
    const url = await start({ messagesPerSecond: 50 })
    const room = newRoom()
    const a = await TestClient.join(url, room)
    const b = await TestClient.join(url, room)
    await a.client.next('peer-joined')
    const from = Date.now()
    // One burst is 200; each is padded so that they do not all come in one read.
    for (let seq = 1; seq <= 240; seq++) b.client.signal(seq, a.joined.self, `${seq}`.padEnd(2_000))
    for (let seq = 1; seq <= 240; seq++) {
      expect((await a.client.next('signal')).data.trim()).toBe(String(seq))
    }
    expect(Date.now() - from).toBeGreaterThan(300)
    await Promise.all([a.client.close(), b.client.close()])
  })

  it('that does not read is dropped before it fills the memory, and its seat is held', async () => {
    const url = await start({
      maxBufferedBytes: 65_536,
      messagesPerSecond: 1_000_000,
      bytesPerSecond: 1_000_000_000,
    })
    const room = newRoom()
    const a = await TestClient.join(url, room)
    const deaf = await TestClient.join(url, room)
    await a.client.next('peer-joined')
    deaf.client.socket.pause()
    // Its stream is bounded by what may be unacknowledged; these answers are not part of it.
    const nobody = newRoom()
    let seq = 0
    const pump = setInterval(() => {
      for (let i = 0; i < 500; i++) deaf.client.signal(++seq, nobody, '')
    }, 1)
    expect(await a.client.next('peer-away', 15_000)).toMatchObject({ id: deaf.joined.self })
    clearInterval(pump)
    deaf.client.cut()
    await a.client.close()
  })
})

it('answers what is no WebSocket handshake and goes on', async () => {
  const url = await start({})
  const { port } = server
  for (const request of [
    'GET /ws HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
    'GET /elsewhere HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
    'nonsense\r\n\r\n',
  ]) {
    const socket = connect(port, '127.0.0.1')
    socket.end(request)
    const [answer] = (await once(socket, 'data')) as [Buffer]
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 4\d\d /)
    socket.destroy()
  }
  const { client } = await TestClient.join(url, newRoom())
  await client.close()
})
