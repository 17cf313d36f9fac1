import { readFileSync } from 'node:fs'
import type { Socket } from 'node:net'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { BackgroundCall } from './support/background-call.ts'
import { newRoom, TestClient, type SeatedClient } from './support/client.ts'
import { startProgram, type Program } from './support/program.ts'
import { metric, openWebSocket, untilMetric, webSocketFrame } from './support/raw-socket.ts'

/**
 * A server with its default limits in 256 MiB, and attackers who make it hold as much as it will. Two people in a call,
 * who come from another address, must not notice.
 */
const mebibyte = 1024 * 1024
const processLimit = 256 * mebibyte
const perAddress = 16 * mebibyte
const inAll = 64 * mebibyte

let program: Program
let backgroundCall: BackgroundCall
const sockets: Socket[] = []
beforeEach(async () => {
  // Attackers here are in a hurry: how fast one may talk bounds nothing in the end.
  const rateFlags = ['--messages-per-second', '100000', '--bytes-per-second', '1000000000']
  const rest = ['--joins-per-minute', '100000', '--drain-ms', '0', '--log-level', 'error']
  program = await startProgram([...rateFlags, ...rest], {}, [
    '--max-old-space-size=176',
    '--max-semi-space-size=8',
  ])
  backgroundCall = await BackgroundCall.meet(program.url)
})
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy()
  program.child.kill('SIGKILL')
  await program.exited
})

const port = () => Number(new URL(program.url).port)

/** The most that was resident at any time. Bytes. */
function peakMemory(): number {
  const status = readFileSync(`/proc/${program.child.pid}/status`, 'utf8')
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024
}

/** What is asked of every attack. */
async function survived(): Promise<void> {
  await backgroundCall.talk()
  expect(program.child.exitCode).toBeNull()
  if (process.platform === 'linux') expect(peakMemory()).toBeLessThan(processLimit)
  else process.stdout.write('Not measured: resident memory, which is read from /proc\n')
}

async function held(): Promise<number> {
  const parts = ['outgoing', 'kept', 'incoming'].map((part) =>
    metric(port(), `visavis_held_bytes{part="${part}"}`),
  )
  return (await Promise.all(parts)).reduce((sum, bytes) => sum + bytes, 0)
}

interface Pair {
  readonly sender: SeatedClient
  readonly receiver: SeatedClient
}

async function pair(address: string): Promise<Pair> {
  const room = newRoom()
  const sender = await TestClient.join(program.url, room, 'call', address)
  const receiver = await TestClient.join(program.url, room, 'call', address)
  // Overflow and eviction are what they came for.
  sender.client.socket.on('error', () => undefined)
  return { sender, receiver }
}

async function pairs(count: number, address: (i: number) => string): Promise<Pair[]> {
  return Promise.all(Array.from({ length: count }, (_, i) => pair(address(i))))
}

const large = 'x'.repeat(48_000)

it('70 clients that acknowledge what they never read do not end the process', async () => {
  const crowd = await pairs(70, (i) => `127.0.0.${2 + (i % 2)}`)
  for (const { receiver } of crowd) receiver.client.socket.pause()
  for (let seq = 1; seq <= 160; seq++) {
    for (const { sender, receiver } of crowd) {
      sender.client.signal(seq, receiver.joined.self, large)
      receiver.client.send({ type: 'ack', received: seq })
    }
    if (seq % 20 === 0) await backgroundCall.talk()
  }
  // Refused acknowledgements end such a client's connection; what is not acknowledged ends its seat.
  await untilMetric(port(), 'visavis_errors_total{code="bad-message"}', (count) => count > 0)
  await survived()
  expect(await held()).toBeLessThanOrEqual(2 * perAddress)
}, 30_000)

it('a client that reads slowly and acknowledges what it read gets everything', async () => {
  const { sender, receiver } = await pair('127.0.0.2')
  const { socket } = receiver.client
  // Twice ten are less than may be kept: the next ten may come before the server has heard of the last ones.
  for (let seq = 1; seq <= 300; seq++) {
    sender.client.signal(seq, receiver.joined.self, large)
    socket.pause()
    if (seq % 10 !== 0) continue
    socket.resume()
    for (let i = seq - 9; i <= seq; i++) expect((await receiver.client.next('signal')).seq).toBe(i)
    receiver.client.send({ type: 'ack', received: seq })
  }
  await survived()
}, 30_000)

it('messages without end, a piece of each in much that is read, are bounded for an address', async () => {
  const pong = webSocketFrame(Buffer.alloc(125), { opcode: 10 })
  const filler = Buffer.concat(Array.from({ length: 480 }, () => pong))
  for (let i = 0; i < 60; i++) sockets.push(await openWebSocket(port(), '127.0.0.2'))
  for (let part = 0; part < 16; part++) {
    const piece = webSocketFrame(Buffer.from('x'), { opcode: part === 0 ? 1 : 0, final: false })
    for (const socket of sockets) socket.write(Buffer.concat([filler, piece]))
    await backgroundCall.talk()
  }
  await untilMetric(port(), 'visavis_evictions_total{limit="address"}', (count) => count > 0)
  await survived()
  expect(await held()).toBeLessThanOrEqual(perAddress)
}, 30_000)

it('seats nobody acknowledges for are bounded for an address, and the client is told overflow', async () => {
  const crowd = await pairs(40, () => '127.0.0.2')
  const codes = Promise.race(crowd.map(({ receiver }) => receiver.client.closed))
  for (let seq = 1; seq <= 18; seq++) {
    for (const { sender, receiver } of crowd) sender.client.signal(seq, receiver.joined.self, large)
    await backgroundCall.talk()
  }
  expect(await codes).toBe(4413)
  await untilMetric(port(), 'visavis_errors_total{code="overflow"}', (count) => count > 0)
  await survived()
  expect(await held()).toBeLessThanOrEqual(perAddress)
}, 30_000)

it('many addresses together are bounded too', async () => {
  const crowd = await pairs(160, (i) => `127.0.0.${2 + (i % 8)}`)
  for (let seq = 1; seq <= 18; seq++) {
    for (const { sender, receiver } of crowd) sender.client.signal(seq, receiver.joined.self, large)
    await backgroundCall.talk()
  }
  await untilMetric(port(), 'visavis_evictions_total{limit="total"}', (count) => count > 0)
  await survived()
  expect(await held()).toBeLessThanOrEqual(inAll)
}, 30_000)

it('gives back what clients held when they have gone', async () => {
  const crowd = await pairs(10, () => '127.0.0.2')
  for (let seq = 1; seq <= 15; seq++) {
    for (const { sender, receiver } of crowd) sender.client.signal(seq, receiver.joined.self, large)
  }
  await untilMetric(port(), 'visavis_held_bytes{part="kept"}', (bytes) => bytes > 10 * 15 * large.length)
  for (const { sender, receiver } of crowd) {
    sender.client.send({ type: 'leave' })
    receiver.client.send({ type: 'leave' })
  }
  // The background call's own messages of each other.
  await untilMetric(port(), 'visavis_held_bytes{part="kept"}', (bytes) => bytes < 4_000)
  expect(await held()).toBeLessThan(4_000)
})
