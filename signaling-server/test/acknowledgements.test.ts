import type { Socket } from 'node:net'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { createSignalingServer, type SignalingServer } from '../src/index.ts'
import { newRoom, TestClient } from './support/client.ts'

let server: SignalingServer
beforeEach(async () => {
  server = await createSignalingServer({ port: 0, drainMs: 0 })
})
afterEach(() => server.close())

it('of some signals travels in one piece with what is sent to the client anyway', async () => {
  const room = newRoom()
  const a = await TestClient.join(server.url, room)
  const { socket, stream } = await connect()
  const pieces: string[] = []
  stream.on('data', (piece: Buffer) => pieces.push(piece.toString('latin1')))
  socket.send(JSON.stringify({ type: 'join', room, presence: 'call' }))
  const { peer } = await a.client.next('peer-joined')

  for (let seq = 1; seq <= 8; seq++) {
    socket.send(JSON.stringify({ type: 'signal', seq, to: a.joined.self, data: 'candidate' }))
    await a.client.next('signal')
  }
  a.client.signal(1, peer.id, 'answer')
  await expect.poll(() => pieces.at(-1)).toContain('"data":"answer"')

  expect(pieces.at(-1)).toContain('{"type":"ack","received":8}')
  await a.client.close()
  socket.terminate()
})

/** A client together with what it runs over. */
async function connect(): Promise<{ socket: WebSocket; stream: Socket }> {
  const socket = new WebSocket(server.url, 'visavis.v1')
  const stream = new Promise<Socket>((resolve, reject) => {
    socket.once('upgrade', (response) => resolve(response.socket))
    socket.once('error', reject)
  })
  return { socket, stream: await stream }
}
