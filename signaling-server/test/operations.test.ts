import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect, type DetailedPeerCertificate } from 'node:tls'
import { afterAll, afterEach, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { createSignalingServer, type SignalingServer } from '../src/index.ts'
import type { Log } from '../src/log.ts'
import { newRoom, TestClient } from './support/client.ts'

const folder = mkdtempSync(join(tmpdir(), 'visavis-operations-'))
afterAll(() => rmSync(folder, { recursive: true }))
let server: SignalingServer
afterEach(() => server.close())

it('counts connections, rooms, seats, messages and errors at /metrics', async () => {
  server = await createSignalingServer({ port: 0, drainMs: 0 })
  const room = newRoom()
  const a = await TestClient.join(server.url, room)
  const b = await TestClient.join(server.url, room)
  b.client.signal(1, a.joined.self, 'x')
  for (let seq = 2; seq <= 8; seq++) b.client.signal(seq, newRoom(), 'x')
  for (let seq = 2; seq < 8; seq++) await b.client.next('error')
  await b.client.next('error')
  const response = await fetch(`http://127.0.0.1:${server.port}/metrics`)
  expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8')
  const text = await response.text()
  for (const line of [
    'visavis_connections 2',
    'visavis_rooms 1',
    'visavis_seats 2',
    'visavis_backplane_up 1',
    'visavis_messages_received_total{type="join"} 2',
    'visavis_messages_received_total{type="signal"} 8',
    'visavis_messages_sent_total{type="joined"} 2',
    'visavis_messages_sent_total{type="signal"} 1',
    'visavis_errors_total{code="unknown-peer"} 7',
    // One in eight is timed.
    'visavis_relay_seconds_count 1',
  ]) {
    expect(text.split('\n')).toContain(line)
  }
  for (const line of text.trim().split('\n')) {
    expect(line).toMatch(/^(# (HELP|TYPE) \w+ .+|\w+(\{(\w+="[^"]*",?)+\})? -?[\d.e+-]+)$/)
  }
  await Promise.all([a.client.close(), b.client.close()])
})

it('logs nothing that a client sent, and nobody’s address', async () => {
  const lines: string[] = []
  const write = (fields: Readonly<Record<string, unknown>>, text: string) =>
    void lines.push(JSON.stringify(fields) + text)
  const log: Log = { debug: write, info: write, warn: write, error: write }
  server = await createSignalingServer({ port: 0, drainMs: 0, log, host: '127.0.0.1' })
  const room = newRoom()
  const { client, joined } = await TestClient.join(server.url, room)
  client.signal(1, joined.self, 'attack at dawn')
  client.sendRaw('attack at noon')
  await client.next('error')
  await client.next('error')
  client.sendRaw('x'.repeat(70_000))
  await client.closed
  await server.close()
  const all = lines.filter((line) => !line.endsWith('listening')).join('\n')
  expect(all).toContain('closed')
  for (const secret of ['attack', room, joined.self, joined.token, '127.0.0.1'])
    expect(all).not.toContain(secret)
})

function certificate(name: string): { tlsCert: string; tlsKey: string } {
  const tlsCert = join(folder, 'cert.pem')
  const tlsKey = join(folder, 'key.pem')
  const subject = ['-subj', `/CN=${name}`, '-addext', `subjectAltName=DNS:${name}`]
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', tlsKey]
  execFileSync('openssl', ['req', '-x509', '-days', '1', ...key, '-out', tlsCert, ...subject], {
    stdio: 'pipe',
  })
  return { tlsCert, tlsKey }
}

function nameShown(port: number): Promise<string | string[] | undefined> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false }, () => {
      resolve((socket.getPeerCertificate() as DetailedPeerCertificate).subject.CN)
      socket.destroy()
    })
    socket.on('error', reject)
  })
}

it('serves TLS, tells browsers to insist on it, and takes a new certificate without stopping', async () => {
  const lines: string[] = []
  const write = (_: unknown, text: string) => void lines.push(text)
  const log: Log = { debug: write, info: write, warn: write, error: write }
  server = await createSignalingServer({ port: 0, drainMs: 0, log, ...certificate('first.example') })
  expect(server.url).toMatch(/^wss:/)
  const socket = new WebSocket(server.url, 'visavis.v1', { rejectUnauthorized: false })
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
  const health = await new Promise<{ status: number | undefined; hsts: string | undefined }>(
    (resolve, reject) => {
      request(
        { port: server.port, host: '127.0.0.1', path: '/health', rejectUnauthorized: false },
        (response) => {
          response.resume()
          resolve({ status: response.statusCode, hsts: response.headers['strict-transport-security'] })
        },
      )
        .on('error', reject)
        .end()
    },
  )
  expect(health).toEqual({ status: 200, hsts: 'max-age=63072000' })
  expect(await nameShown(server.port)).toBe('first.example')

  const { tlsKey } = certificate('second.example')
  await server.reload()
  expect(await nameShown(server.port)).toBe('second.example')
  expect(socket.readyState).toBe(WebSocket.OPEN)

  writeFileSync(tlsKey, 'broken')
  await server.reload()
  expect(lines).toContain('certificate not usable')
  expect(await nameShown(server.port)).toBe('second.example')
  socket.terminate()
})
