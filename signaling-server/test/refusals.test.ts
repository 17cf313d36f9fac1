import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { createSignalingServer, type SignalingServer, type SignalingServerOptions } from '../src/index.ts'
import { newRoom, TestClient } from './support/client.ts'

let server: SignalingServer
const start = async (options: SignalingServerOptions) => {
  server = await createSignalingServer({ port: 0, drainMs: 0, ...options })
  return server.url
}
afterEach(() => server.close())

/** A client that asks for a WebSocket, and then neither answers a close frame nor closes its own side. */
async function stubbornClient(subprotocol: string): Promise<Socket> {
  const socket = connect({ port: server.port, host: '127.0.0.1', allowHalfOpen: true })
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  const head = ['GET /ws HTTP/1.1', 'Host: x', 'Upgrade: websocket', 'Connection: Upgrade']
  const keys = ['Sec-WebSocket-Version: 13', 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==']
  socket.write([...head, ...keys, `Sec-WebSocket-Protocol: ${subprotocol}`, '', ''].join('\r\n'))
  return socket
}

/** What it is told, and after how many milliseconds the server's socket is gone altogether. */
async function untilGone(socket: Socket): Promise<{ said: string; afterMs: number }> {
  const from = Date.now()
  let said = ''
  socket.on('data', (chunk: Buffer) => (said += chunk.toString('latin1')))
  await once(socket, 'end')
  // Half of the connection would still take this; of a closed one the system says so (RST), and the socket fails.
  const failed = new Promise((resolve) => socket.on('close', resolve))
  socket.write('x')
  setTimeout(() => socket.write('x'), 20)
  await failed
  return { said, afterMs: Date.now() - from }
}

describe('a refused client that does not close its side', () => {
  it.each([
    ['an unknown subprotocol', 'visavis.v0', {}, 'unsupported-version'],
    ['no access token', 'visavis.v1', { accessTokenFile: import.meta.filename }, 'unauthorized'],
    ['too many connections', 'visavis.v1', { maxConnections: 1 }, 'server-full'],
  ])('with %s is told why, and its socket is closed at once', async (_, subprotocol, options, code) => {
    const url = await start(options)
    const first = code === 'server-full' ? await TestClient.connect(url) : undefined
    const { said, afterMs } = await untilGone(await stubbornClient(subprotocol))
    expect(said).toMatch(/^HTTP\/1\.1 101 /)
    expect(said).toContain(`"${code}"`)
    // Waiting for its closing handshake would take three seconds.
    expect(afterMs).toBeLessThan(1_500)
    await first?.close()
  })
})

describe('resumes', () => {
  const forged = { type: 'resume', self: newRoom(), token: 'A'.repeat(43), received: 0 } as const

  it('are bounded per connection: the ninth closes it', async () => {
    const client = await TestClient.connect(await start({}))
    for (let i = 0; i < 8; i++) {
      client.send(forged)
      expect(await client.next('error')).toMatchObject({ code: 'resume-expired' })
    }
    client.send(forged)
    expect(await client.next('error')).toMatchObject({ code: 'rate-limited', retryAfterMs: 5_000 })
    expect(await client.closed).toBe(1013)
  })

  it('are bounded per address, over all its connections; who waits as told resumes', async () => {
    const url = await start({ resumesPerMinute: 60 })
    const seat = await TestClient.join(url, newRoom())
    seat.client.cut()
    for (let i = 0; i < 60; i += 6) {
      const guesser = await TestClient.connect(url)
      for (let j = 0; j < 6; j++) {
        guesser.send(forged)
        expect(await guesser.next('error')).toMatchObject({ code: 'resume-expired' })
      }
      await guesser.close()
    }
    const client = await TestClient.connect(url)
    const resume = { type: 'resume', self: seat.joined.self, token: seat.joined.token, received: 0 } as const
    client.send(resume)
    const refused = await client.next('error')
    expect(refused.code).toBe('rate-limited')
    expect(refused.retryAfterMs).toBeGreaterThan(0)
    expect(refused.retryAfterMs).toBeLessThanOrEqual(1_000)
    await new Promise((resolve) => setTimeout(resolve, refused.retryAfterMs))
    client.send(resume)
    await client.next('resumed')
    await client.close()
  })
})

it('a close code that a client makes up makes no time series of its own', async () => {
  const url = await start({})
  const series = async () => {
    const text = await (await fetch(`http://127.0.0.1:${server.port}/metrics`)).text()
    return text.split('\n').flatMap((line) => /^visavis_\w+\{.*\}/.exec(line)?.[0] ?? [])
  }
  const before = await series()
  for (const code of [3000, 3999, 4000, 4999]) {
    const { client } = await TestClient.join(url, newRoom())
    client.sendRaw('{"type":"visavis_made_up"}')
    await client.next('error')
    client.socket.close(code)
    await client.closed
  }
  expect(await series()).toEqual(before)
  const text = await (await fetch(`http://127.0.0.1:${server.port}/metrics`)).text()
  expect(text).toContain('visavis_closes_total{code="other"} 4\n')
})
