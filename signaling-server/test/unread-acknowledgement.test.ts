import { expect, it } from 'vitest'
import { MemoryBackplane } from '../src/backplane/memory/memory-backplane.ts'
import { systemClock } from '../src/clock.ts'
import type { ClientSession } from '../src/sessions/client-session.ts'
import { SessionRegistry } from '../src/sessions/session-registry.ts'
import { randomIds } from '../src/sessions/ids.ts'
import { silentLog } from '../src/log.ts'
import { Stats } from '../src/metrics/stats.ts'
import {
  maxFrameBytes,
  parseServerMessage,
  type ClientMessage,
  type ServerMessage,
} from '../src/protocol/index.ts'
import type { Transport } from '../src/sessions/transport.ts'
import { newRoom } from './support/client.ts'

class FakeTransport implements Transport {
  sequencedWaiting = 0
  readonly said: ServerMessage[] = []
  readonly closed: number[] = []
  send(frame: string): void {
    const parsed = parseServerMessage(frame)
    if (parsed.ok) this.said.push(parsed.message)
  }
  close(code: number): void {
    this.closed.push(code)
  }
  joined(): void {
    // There is no timer to cancel.
  }
  setReading(): void {
    // There is nothing to read from.
  }
  hold(): void {
    // Nor anything to hold back.
  }
  release(): void {
    // Nothing was held back.
  }
}

const limits = { maxPeers: 8, resumeMs: 30_000 }

function newRegistry(): SessionRegistry {
  const registry: SessionRegistry = new SessionRegistry({
    clock: systemClock,
    ids: randomIds,
    limits: { ...limits, maxFrameBytes, heartbeatMs: 15_000 },
    iceServers: () => [],
    admission: { join: () => undefined, resume: () => undefined },
    stats: new Stats(),
    backplane: new MemoryBackplane({
      clock: systemClock,
      limits,
      log: silentLog,
      deliver: (outgoing) => registry.deliver(outgoing),
      onHealth: () => undefined,
    }),
  })
  return registry
}

const say = (connection: ClientSession, message: ClientMessage) =>
  connection.receive(Buffer.from(JSON.stringify(message)))

/** One client in a room, to whom three signals were said; `transport` says how many of them wait for its socket. */
async function toldThree() {
  const registry = newRegistry()
  const room = newRoom()
  const [transport, other] = [new FakeTransport(), new FakeTransport()]
  const sender = registry.open(other, 'other')
  say(sender, { type: 'join', room, presence: 'call' })
  const client = registry.open(transport, 'client')
  say(client, { type: 'join', room, presence: 'call' })
  const joined = transport.said.find((message) => message.type === 'joined')!
  for (let seq = 1; seq <= 3; seq++) say(sender, { type: 'signal', seq, to: joined.self, data: `${seq}` })
  return { registry, transport, client, joined }
}

it('of messages that still wait for the socket is bad-message, and they are sent again on resume', async () => {
  const { registry, transport, client, joined } = await toldThree()
  transport.sequencedWaiting = 2
  say(client, { type: 'ack', received: 2 })
  expect(transport.said.at(-1)).toMatchObject({
    type: 'error',
    code: 'bad-message',
    message: 'received: expected at most 1',
  })
  say(client, { type: 'ack', received: 1 })
  expect(transport.said.at(-1)).toMatchObject({ type: 'error' })
  registry.closed(client)
  const again = new FakeTransport()
  const resumed = registry.open(again, 'client')
  say(resumed, { type: 'resume', self: joined.self, token: joined.token, received: 1 })
  expect(again.said.flatMap((message) => (message.type === 'signal' ? [message.seq] : []))).toEqual([2, 3])
  await registry.close()
})

it('of messages the socket was given is taken, on a resumed connection too', async () => {
  const { registry, transport, client, joined } = await toldThree()
  say(client, { type: 'ack', received: 1 })
  registry.closed(client)
  const again = new FakeTransport()
  const resumed = registry.open(again, 'client')
  say(resumed, { type: 'resume', self: joined.self, token: joined.token, received: 1 })
  again.sequencedWaiting = 1
  say(resumed, { type: 'ack', received: 3 })
  expect(again.said.at(-1)).toMatchObject({ code: 'bad-message', message: 'received: expected at most 2' })
  again.sequencedWaiting = 0
  say(resumed, { type: 'ack', received: 3 })
  expect(again.said.filter(({ type }) => type === 'error')).toHaveLength(1)
  expect(transport.said.filter(({ type }) => type === 'error')).toHaveLength(0)
  await registry.close()
})

it('closes the connection with 4400 when it comes a third time', async () => {
  const { registry, transport, client } = await toldThree()
  transport.sequencedWaiting = 3
  for (let i = 0; i < 3; i++) say(client, { type: 'ack', received: 3 })
  expect(transport.closed).toEqual([4400])
  await registry.close()
})
