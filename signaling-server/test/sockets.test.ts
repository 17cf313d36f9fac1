import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import type { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { newRoom, TestClient } from './support/client.ts'
import { startProgram, type Program } from './support/program.ts'
import { metric, openSocket, untilMetric } from './support/raw-socket.ts'

const folder = mkdtempSync(join(tmpdir(), 'visavis-sockets-'))
afterAll(() => rmSync(folder, { recursive: true }))

const elsewhere = 'GET /elsewhere HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n'

let program: Program
const sockets: Socket[] = []
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy()
  program.child.kill('SIGKILL')
  await program.exited
})

async function start(args: readonly string[] = []): Promise<number> {
  program = await startProgram(['--drain-ms', '0', '--log-level', 'error', ...args])
  return Number(new URL(program.url).port)
}

async function open(port: number, say?: string, localAddress?: string): Promise<Socket> {
  const socket = await openSocket(port, localAddress)
  sockets.push(socket)
  if (say !== undefined) socket.write(say)
  return socket
}

async function answerOf(socket: Socket): Promise<string> {
  const [chunk] = (await once(socket, 'data')) as [Buffer]
  return chunk.toString()
}

async function stopsWithin(ms: number): Promise<void> {
  const from = Date.now()
  program.child.kill('SIGTERM')
  expect(await program.exited).toEqual({ code: 0, signal: null })
  expect(Date.now() - from).toBeLessThan(ms)
}

function certificate(): string[] {
  const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')]
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
  const made = ['req', '-x509', '-days', '1', '-subj', '/CN=localhost', ...kind, '-keyout', key, '-out', cert]
  execFileSync('openssl', made, { stdio: 'pipe' })
  return ['--tls-cert', cert, '--tls-key', key]
}

describe('upgrade requests to other paths', () => {
  it('get 404 and their sockets are closed, though the clients keep theirs open', async () => {
    const port = await start()
    const crowd = await Promise.all(Array.from({ length: 300 }, () => open(port, elsewhere)))
    for (const answer of await Promise.all(crowd.map(answerOf))) expect(answer).toMatch(/^HTTP\/1\.1 404 /)
    // The one left is the question's own.
    await untilMetric(port, 'visavis_sockets', (standing) => standing <= 1)
  })

  it('do not keep the server from stopping', async () => {
    const port = await start()
    const crowd = await Promise.all(Array.from({ length: 50 }, () => open(port, elsewhere)))
    await Promise.all(crowd.map(answerOf))
    await stopsWithin(3_000)
  })
})

describe('stopping closes every socket, whatever its client was doing', () => {
  it('saying nothing, half a request, kept-alive HTTP, a body that never ends', async () => {
    const port = await start()
    const silent = await open(port)
    const half = await open(port, 'GET /health HTTP/1.1\r\nHost:')
    const keptAlive = await open(port, 'GET /health HTTP/1.1\r\nHost: x\r\n\r\n')
    expect(await answerOf(keptAlive)).toMatch(/^HTTP\/1\.1 200 /)
    const body = await open(port, 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\nabc')
    expect(await answerOf(body)).toMatch(/^HTTP\/1\.1 405 /)
    expect(await metric(port, 'visavis_sockets')).toBeGreaterThanOrEqual(4)
    const ends = [silent, half, keptAlive, body].map((socket) => once(socket.resume(), 'end'))
    await stopsWithin(3_000)
    await Promise.all(ends)
  })

  it('TLS before its handshake, and in the middle of it', async () => {
    const port = await start(certificate())
    await open(port)
    // The head of a handshake record that announces more than comes.
    await open(port, '\x16\x03\x01\x02\x00\x01')
    await stopsWithin(3_000)
  })
})

it('closes sockets that say nothing or half a request after some seconds, with TLS too', async () => {
  const port = await start()
  const plain = [await open(port), await open(port, 'GET /ws HTTP/1.1\r\nHost:')]
  const plainProgram = program
  const securePort = await start(certificate())
  const secure = [await open(securePort), await open(securePort, '\x16\x03\x01\x02\x00\x01')]
  await Promise.all([...plain, ...secure].map((socket) => once(socket.resume(), 'end')))
  plainProgram.child.kill('SIGKILL')
  await plainProgram.exited
}, 20_000)

it('closes sockets over the limit of an address at once; other addresses are served', async () => {
  const port = await start(['--max-connections-per-address', '1'])
  // One WebSocket may stand, and 65 sockets besides.
  const silent = await Promise.all(Array.from({ length: 66 }, () => open(port, undefined, '127.0.0.2')))
  const tooMany = await Promise.all(Array.from({ length: 5 }, () => open(port, undefined, '127.0.0.2')))
  await Promise.all(tooMany.map((socket) => once(socket.resume(), 'end')))
  expect(await metric(port, 'visavis_sockets_refused_total')).toBe(5)
  const { client } = await TestClient.join(program.url, newRoom(), 'call', '127.0.0.3')
  await client.close()
  expect(silent.every((socket) => !socket.readableEnded)).toBe(true)
})

it('counts sockets through a trusted proxy in all only', async () => {
  const port = await start(['--max-connections-per-address', '1', '--trust-proxy', '127.0.0.0/8'])
  await Promise.all(Array.from({ length: 80 }, () => open(port)))
  expect(await metric(port, 'visavis_sockets_refused_total')).toBe(0)
})
