import { expect, it } from 'vitest'
import { MemoryBackplane } from '../src/backplane/memory/memory-backplane.ts'
import { systemClock } from '../src/clock.ts'
import type { Connection } from '../src/sessions/client-session.ts'
import { Hub } from '../src/sessions/session-registry.ts'
import { randomIds } from '../src/sessions/ids.ts'
import { silentLog } from '../src/log.ts'
import { Stats } from '../src/metrics/stats.ts'
import {
  maxFrameBytes,
  parseServerMessage,
  type ClientMessage,
  type ServerMessage,
} from '../src/protocol/index.ts'
import type { Wire } from '../src/sessions/transport.ts'
import { newRoom } from './support/client.ts'

class FakeWire implements Wire {
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
  seated(): void {
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

function newHub(): Hub {
  const hub: Hub = new Hub({
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
      deliver: (outgoing) => hub.deliver(outgoing),
      onHealth: () => undefined,
    }),
  })
  return hub
}

const say = (connection: Connection, message: ClientMessage) =>
  connection.receive(Buffer.from(JSON.stringify(message)))

/** One client in a room, to whom three signals were said; `wire` says how many of them wait for its socket. */
async function toldThree() {
  const hub = newHub()
  const room = newRoom()
  const [wire, other] = [new FakeWire(), new FakeWire()]
  const sender = hub.open(other, 'other')
  say(sender, { type: 'join', room, presence: 'call' })
  const client = hub.open(wire, 'client')
  say(client, { type: 'join', room, presence: 'call' })
  const joined = wire.said.find((message) => message.type === 'joined')!
  for (let seq = 1; seq <= 3; seq++) say(sender, { type: 'signal', seq, to: joined.self, data: `${seq}` })
  return { hub, wire, client, joined }
}

it('of messages that still wait for the socket is bad-message, and they are sent again on resume', async () => {
  const { hub, wire, client, joined } = await toldThree()
  wire.sequencedWaiting = 2
  say(client, { type: 'ack', received: 2 })
  expect(wire.said.at(-1)).toMatchObject({
    type: 'error',
    code: 'bad-message',
    message: 'received: expected at most 1',
  })
  say(client, { type: 'ack', received: 1 })
  expect(wire.said.at(-1)).toMatchObject({ type: 'error' })
  hub.closed(client)
  const again = new FakeWire()
  const resumed = hub.open(again, 'client')
  say(resumed, { type: 'resume', self: joined.self, token: joined.token, received: 1 })
  expect(again.said.flatMap((message) => (message.type === 'signal' ? [message.seq] : []))).toEqual([2, 3])
  await hub.close()
})

it('of messages the socket was given is taken, on a resumed connection too', async () => {
  const { hub, wire, client, joined } = await toldThree()
  say(client, { type: 'ack', received: 1 })
  hub.closed(client)
  const again = new FakeWire()
  const resumed = hub.open(again, 'client')
  say(resumed, { type: 'resume', self: joined.self, token: joined.token, received: 1 })
  again.sequencedWaiting = 1
  say(resumed, { type: 'ack', received: 3 })
  expect(again.said.at(-1)).toMatchObject({ code: 'bad-message', message: 'received: expected at most 2' })
  again.sequencedWaiting = 0
  say(resumed, { type: 'ack', received: 3 })
  expect(again.said.filter(({ type }) => type === 'error')).toHaveLength(1)
  expect(wire.said.filter(({ type }) => type === 'error')).toHaveLength(0)
  await hub.close()
})

it('closes the connection with 4400 when it comes a third time', async () => {
  const { hub, wire, client } = await toldThree()
  wire.sequencedWaiting = 3
  for (let i = 0; i < 3; i++) say(client, { type: 'ack', received: 3 })
  expect(wire.closed).toEqual([4400])
  await hub.close()
})
