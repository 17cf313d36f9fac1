import { request } from 'node:http'
import { once } from 'node:events'
import { afterEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { createSignalingServer, type SignalingServer } from '../src/index.ts'

let server: SignalingServer
afterEach(() => server.close())

/** What a page of the attacker's gets whose name has come to lead here: the status, or 101 for a WebSocket. */
async function asPageOf(name: string, path: string, port = server.port): Promise<number | undefined> {
  const host = name.replace('PORT', String(port))
  if (path === '/ws') {
    // The browser takes it for one request within the same origin, and so does the policy for origins.
    const socket = new WebSocket(`ws://127.0.0.1:${port}/ws`, 'visavis.v1', {
      headers: { Host: host },
      origin: `http://${host}`,
    })
    return new Promise((resolve) => {
      socket.on('error', () => undefined)
      socket.on('unexpected-response', (asked, { statusCode }) => {
        asked.destroy()
        resolve(statusCode)
      })
      socket.on('open', () => {
        socket.terminate()
        resolve(101)
      })
    })
  }
  const asked = request({ port, host: '127.0.0.1', path, headers: { Host: host } }).end()
  const [response] = (await once(asked, 'response')) as [{ statusCode?: number; resume(): void }]
  response.resume()
  return response.statusCode
}

const paths = ['/', '/health', '/metrics', '/ws']

describe('with allowedHosts', () => {
  it.each(paths)('%s answers 421 to a page whose own name was made to lead here', async (path) => {
    server = await createSignalingServer({ port: 0, drainMs: 0, allowedHosts: ['self'] })
    expect(await asPageOf('evil.example:PORT', path)).toBe(421)
    expect(await asPageOf('evil.example', path)).toBe(421)
    expect(await asPageOf('localhost:PORT', path)).not.toBe(421)
    expect(await asPageOf('127.0.0.1:PORT', path)).not.toBe(421)
  })

  it('lets a further address be asked by its own name', async () => {
    server = await createSignalingServer({ port: 0, drainMs: 0, allowedHosts: ['self'] })
    const { port } = await server.addListener('127.0.0.1', 0)
    expect(await asPageOf('127.0.0.1:PORT', '/ws', port)).toBe(101)
    expect(await asPageOf(`127.0.0.1:${server.port}`, '/ws', port)).toBe(421)
  })

  it('a refused WebSocket request leaves no open socket', async () => {
    server = await createSignalingServer({ port: 0, drainMs: 0, allowedHosts: ['call.example.org'] })
    expect(await asPageOf('evil.example', '/ws')).toBe(421)
    expect(await asPageOf('call.example.org', '/ws')).toBe(101)
    const from = Date.now()
    await server.close()
    expect(Date.now() - from).toBeLessThan(2_000)
  })
})

it('without allowedHosts every name is answered', async () => {
  server = await createSignalingServer({ port: 0, drainMs: 0 })
  expect(await asPageOf('call.example.org', '/ws')).toBe(101)
  expect(await asPageOf('call.example.org', '/health')).toBe(200)
})
