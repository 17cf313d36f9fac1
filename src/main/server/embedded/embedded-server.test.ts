import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { get } from 'node:http'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createFakeLog } from '../../testing/fake-log.ts'
import { startEmbeddedServer } from './embedded-server.ts'
import { preferredPort } from './preferred-port.ts'

let webFolder = ''
const others: Server[] = []
beforeEach(async () => {
  webFolder = await mkdtemp(join(tmpdir(), 'visavis-web-'))
  await writeFile(join(webFolder, 'index.html'), '<!doctype html>')
})
afterEach(async () => {
  for (const other of others.splice(0)) await new Promise((resolve) => other.close(resolve))
  await rm(webFolder, { recursive: true })
})

/** Makes sure that the preferred port is taken, by us or by whoever has it already. */
async function takePreferredPort(): Promise<void> {
  const other = createServer()
  await new Promise<void>((resolve) => {
    other.once('error', () => resolve())
    other.listen(preferredPort, '127.0.0.1', () => {
      others.push(other)
      resolve()
    })
  })
}

it('takes another port when its own is taken, serves guests, and is gone when closed', async () => {
  await takePreferredPort()
  const log = createFakeLog()
  const server = await startEmbeddedServer({ webFolder, log })
  const url = new URL(server.url)
  expect(url.hostname).toBe('127.0.0.1')
  expect(Number(url.port)).not.toBe(preferredPort)
  const page = await fetch(`http://${url.host}/`)
  expect(await page.text()).toBe('<!doctype html>')
  await server.close()
  await expect(fetch(`http://${url.host}/`)).rejects.toThrow()
  expect(log.lines.map(({ event }) => event)).toEqual([
    'embedded server takes another port',
    'embedded server listens',
  ])
})

it('answers by its own addresses only, so that no web page can make its name lead here', async () => {
  const server = await startEmbeddedServer({ webFolder, log: createFakeLog() })
  const { port } = new URL(server.url)
  // The whole of 127.0.0.0/8 is this computer; this address stands for the one on the chosen network.
  const network = await server.addListener('127.8.9.10')
  const status = (address: string, at: string | number, host: string, path: string) =>
    new Promise<number | undefined>((resolve, reject) => {
      const upgrade = { Connection: 'Upgrade', Upgrade: 'websocket', 'Sec-WebSocket-Version': '13' }
      const key = { 'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==', 'Sec-WebSocket-Protocol': 'visavis.v1' }
      const headers = { Host: host, ...(path === '/ws' && { ...upgrade, ...key, Origin: `http://${host}` }) }
      get({ host: address, port: at, path, headers, agent: false })
        .on('response', (response) => {
          resolve(response.statusCode)
          response.destroy()
        })
        .on('upgrade', (_, socket) => {
          resolve(101)
          socket.destroy()
        })
        .on('error', reject)
    })
  for (const path of ['/', '/health', '/ws']) {
    const good = path === '/ws' ? 101 : 200
    expect(await status('127.0.0.1', port, `evil.example:${port}`, path)).toBe(421)
    expect(await status('127.8.9.10', network.port, `evil.example:${network.port}`, path)).toBe(421)
    expect(await status('127.0.0.1', port, `localhost:${port}`, path)).toBe(good)
    expect(await status('127.8.9.10', network.port, `127.8.9.10:${network.port}`, path)).toBe(good)
  }
  await server.close()
})
