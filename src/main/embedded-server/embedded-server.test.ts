import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createFakeLog } from '../testing/fake-log.ts'
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
