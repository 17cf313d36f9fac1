import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createSignalingServer, type SignalingServer } from '../src/index.ts'
import { newRoom, TestClient } from './support/client.ts'
import { has, nameWith } from './support/commands.ts'
import { freePort } from './support/ports.ts'

const caddyfile = fileURLToPath(new URL('../ops/Caddyfile', import.meta.url))

describe.skipIf(!has('what Caddy does with its file', 'caddy', 'caddy'))(
  nameWith('a real Caddy with the Caddyfile that is shipped', 'caddy', 'caddy'),
  () => {
    let folder: string
    let server: SignalingServer
    let caddy: ChildProcess
    let host: string

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'visavis-caddy-'))
      server = await createSignalingServer({ port: 0, drainMs: 0 })
      host = `localhost:${await freePort()}`
      const nobody = await freePort()
      // What it wants to remember goes where it is thrown away.
      const env = { ...process.env, HOME: folder, DOMAIN: `http://${host}` }
      const adapted = execFileSync('caddy', ['adapt', '--config', caddyfile], { env, stdio: 'pipe' })
      // The names are compose's. One leads to this server, the other to where nobody is.
      const config = adapted
        .toString()
        .replace('signaling-1:8790', `127.0.0.1:${nobody}`)
        .replace('signaling-2:8790', `127.0.0.1:${server.port}`)
      const file = join(folder, 'caddy.json')
      writeFileSync(file, JSON.stringify({ admin: { disabled: true }, ...(JSON.parse(config) as object) }))
      caddy = spawn('caddy', ['run', '--config', file], { env, stdio: 'ignore' })
      // Once it has looked, it sends nobody to where nobody is.
      await vi.waitFor(async () => expect(await answers()).toEqual(new Set([200])), 20_000)
    }, 30_000)

    afterAll(async () => {
      const ended = once(caddy, 'exit')
      caddy.kill()
      await ended
      await server.close()
      rmSync(folder, { recursive: true })
    })

    async function answers(): Promise<Set<number>> {
      const ask = () =>
        fetch(`http://${host}/health`).then(
          ({ status }) => status,
          () => 0,
        )
      return new Set(await Promise.all(Array.from({ length: 20 }, ask)))
    }

    it('lets two clients meet on the server that is well', async () => {
      const room = newRoom()
      const a = await TestClient.join(`ws://${host}/ws`, room)
      const b = await TestClient.join(`ws://${host}/ws`, room)
      await a.client.next('peer-joined')
      b.client.signal(1, a.joined.self, 'hello')
      expect(await a.client.next('signal')).toMatchObject({ from: b.joined.self, data: 'hello' })
      await a.client.close()
      await b.client.close()
    })

    it('keeps the figures to itself', async () => {
      expect((await fetch(`http://127.0.0.1:${server.port}/metrics`)).status).toBe(200)
      expect((await fetch(`http://${host}/metrics`)).status).toBe(404)
    })
  },
)
