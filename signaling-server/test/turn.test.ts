import { execFileSync } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import { iceServersFor } from '../src/ice/ice-servers.ts'
import { createSignalingServer, type SignalingServer } from '../src/index.ts'
import { newRoom, TestClient } from './support/client.ts'
import { has, nameWith } from './support/commands.ts'
import { startCoturn, type Coturn } from './support/coturn.ts'

const secret = 'between us and coturn'
let server: SignalingServer | undefined
let coturn: Coturn | undefined
afterEach(async () => {
  await server?.close()
  server = undefined
  await coturn?.stop()
  coturn = undefined
})

describe('ICE servers', () => {
  it('come with joined and resumed; TURN with credentials of the peer’s own', async () => {
    server = await createSignalingServer({
      port: 0,
      drainMs: 0,
      stunUrls: ['stun:a.example'],
      turnUrls: ['turn:b.example', 'turns:b.example'],
      turnSecret: secret,
      turnTtlSeconds: 3600,
      iceServers: [{ urls: 'stun:c.example' }],
    })
    const { client, joined } = await TestClient.join(server.url, newRoom())
    expect(joined.iceServers.slice(0, 2)).toEqual([{ urls: 'stun:c.example' }, { urls: ['stun:a.example'] }])
    const { urls, username = '', credential } = joined.iceServers[2] ?? {}
    expect(urls).toEqual(['turn:b.example', 'turns:b.example'])
    const [expiry, peer] = username.split(':')
    expect(peer).toBe(joined.self)
    expect(Math.abs(Number(expiry) - (Date.now() / 1000 + 3600))).toBeLessThan(5)
    expect(credential).toBe(createHmac('sha1', secret).update(username).digest('base64'))
    const { client: second, resumed } = await TestClient.resume(server.url, joined, 0)
    expect(resumed.iceServers).toHaveLength(3)
    await client.closed
    await second.close()
  })

  it('are sent afresh before the credentials end', async () => {
    // The clock runs a thousand times as fast for everything the server times.
    const clock = {
      now: () => Date.now() * 1000,
      after: (ms: number, task: () => void) => {
        const timer = setTimeout(task, ms / 1000)
        return () => clearTimeout(timer)
      },
    }
    server = await createSignalingServer({
      port: 0,
      drainMs: 0,
      clock,
      heartbeatMs: 3_600_000,
      turnUrls: ['turn:b.example'],
      turnSecret: secret,
      turnTtlSeconds: 600,
    })
    const { client, joined } = await TestClient.join(server.url, newRoom())
    const fresh = await client.next('ice-servers')
    expect(fresh.seq).toBe(1)
    const end = (servers: typeof fresh.iceServers) => Number(servers[0]?.username?.split(':')[0])
    expect(end(fresh.iceServers)).toBeGreaterThan(end(joined.iceServers))
    expect((await client.next('ice-servers')).seq).toBe(2)
    client.cut()
  })
})

describe.skipIf(!has('TURN against a real coturn', 'coturn', 'turnserver', 'turnutils_uclient'))(
  nameWith('a real coturn', 'coturn', 'turnserver', 'turnutils_uclient'),
  () => {
    /** coturn's own client: allocates, sends a few messages to itself through the relay. */
    function allocate(port: number, username: string, credential: string): string {
      try {
        const what = [
          '-y',
          '-c',
          '-n',
          '1',
          '-u',
          username,
          '-w',
          credential,
          '-p',
          String(port),
          '127.0.0.1',
        ]
        return execFileSync('turnutils_uclient', what, { stdio: 'pipe', timeout: 15_000 }).toString()
      } catch (cause) {
        const { stdout } = cause as { stdout?: Buffer }
        return `refused: ${stdout?.toString() ?? String(cause)}`
      }
    }

    it('allocates for our credentials and refuses those that have ended', async () => {
      const flags = [
        '-n',
        '--use-auth-secret',
        `--static-auth-secret=${secret}`,
        '--realm=visavis',
        '--no-cli',
      ]
      const where = ['--allow-loopback-peers', '--relay-ip=127.0.0.1']
      coturn = await startCoturn([...flags, ...where])
      const { port } = coturn
      const settings = {
        fixed: [],
        stunUrls: [],
        turnUrls: ['turn:t'],
        turnSecret: secret,
        turnTtlMs: 60_000,
      }
      const [good] = iceServersFor('a'.repeat(22), Date.now(), settings)
      expect(allocate(port, good?.username ?? '', good?.credential ?? '')).toContain('Total lost packets 0')
      const [ended] = iceServersFor('a'.repeat(22), Date.now() - 61_000, settings)
      expect(allocate(port, ended?.username ?? '', ended?.credential ?? '')).toContain('refused')
    }, 60_000)
  },
)
