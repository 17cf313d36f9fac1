import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { createSignalingServer, type SignalingServer } from '../src/index.ts'
import { TestClient } from './support/client.ts'

const folder = mkdtempSync(join(tmpdir(), 'visavis-access-'))
afterAll(() => rmSync(folder, { recursive: true }))
let server: SignalingServer
afterEach(() => server.close())

function closeCodeFor(url: string, origin: string): Promise<number | 'let in'> {
  const socket = new WebSocket(url, 'visavis.v1', { origin })
  let said = ''
  socket.on('message', (data: Buffer) => (said = data.toString()))
  return new Promise((resolve, reject) => {
    socket.on('error', reject)
    socket.on('close', (code) => (said.includes('"unauthorized"') ? resolve(code) : reject(new Error(said))))
    socket.on('pong', () => {
      resolve('let in')
      socket.terminate()
    })
    socket.on('open', () => socket.ping())
  })
}

it('lets in the app, its own pages, this computer and configured origins; others get unauthorized and 4401', async () => {
  server = await createSignalingServer({ port: 0, drainMs: 0, allowedOrigins: ['https://friend.example'] })
  const { url, port } = server
  for (const origin of [
    'app://visavis',
    `http://127.0.0.1:${port}`,
    'http://localhost:5173',
    'https://friend.example',
  ]) {
    expect(await closeCodeFor(url, origin)).toBe('let in')
  }
  for (const origin of ['https://evil.example', 'null', 'https://friend.example.evil.example']) {
    expect(await closeCodeFor(url, origin)).toBe(4401)
  }
})

it('asks for an access token when it has a list of them', async () => {
  const accessTokenFile = join(folder, 'tokens')
  writeFileSync(accessTokenFile, 'for friends\n')
  server = await createSignalingServer({ port: 0, drainMs: 0, accessTokenFile })
  const offer = (token: string) => `visavis.access.${Buffer.from(token).toString('base64url')}`
  for (const protocols of [['visavis.v1'], ['visavis.v1', offer('for foes')], ['visavis.v1', offer('')]]) {
    const stranger = await TestClient.connect(server.url, protocols)
    expect(await stranger.next('error')).toMatchObject({ code: 'unauthorized' })
    expect(await stranger.closed).toBe(4401)
  }
  const friend = await TestClient.connect(server.url, ['visavis.v1', offer('for friends')])
  expect(friend.socket.protocol).toBe('visavis.v1')
  friend.send({ type: 'leave' })
  expect(await friend.next('error')).toMatchObject({ code: 'not-joined' })
  await friend.close()
})

it('does not start with an empty list of tokens', async () => {
  const accessTokenFile = join(folder, 'empty')
  writeFileSync(accessTokenFile, '# nobody yet\n')
  await expect(createSignalingServer({ port: 0, accessTokenFile })).rejects.toThrow('holds no token')
  server = await createSignalingServer({ port: 0 })
})
