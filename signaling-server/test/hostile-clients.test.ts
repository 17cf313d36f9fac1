import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { newRoom, TestClient } from './support/client.ts'
import { hostileTestServer } from './support/hostile-test-server.ts'

const server = hostileTestServer()

function port(): number {
  return Number(new URL(server.url).port)
}

async function rawSocket(): Promise<Socket> {
  const socket = connect(port(), '127.0.0.1')
  // Being cut off is what these sockets are here for.
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  return socket
}

/** A WebSocket whose frames are ours to break. */
async function rawWebSocket(): Promise<Socket> {
  const socket = await rawSocket()
  const key = randomBytes(16).toString('base64')
  const head = [
    'GET /ws HTTP/1.1',
    'Host: x',
    'Upgrade: websocket',
    'Connection: Upgrade',
    'Sec-WebSocket-Version: 13',
  ]
  socket.write(
    [...head, `Sec-WebSocket-Key: ${key}`, 'Sec-WebSocket-Protocol: visavis.v1', '', ''].join('\r\n'),
  )
  const [answer] = (await once(socket, 'data')) as [Buffer]
  expect(answer.toString()).toMatch(/^HTTP\/1\.1 101 /)
  return socket
}

/** All that is said until the other side ends it. */
async function untilEnd(socket: Socket): Promise<Buffer> {
  const chunks: Buffer[] = []
  socket.on('data', (chunk: Buffer) => chunks.push(chunk))
  if (!socket.closed) await once(socket, 'close')
  return Buffer.concat(chunks)
}

/** A masked text frame (RFC 6455, section 5.2) that announces `length` bytes and has `payload`. */
function frame(payload: Buffer, length = payload.length, opcode = 1, final = true): Buffer {
  const head = Buffer.alloc(14)
  head[0] = (final ? 0x80 : 0) | opcode
  head[1] = 0x80 | 127
  head.writeBigUInt64BE(BigInt(length), 2)
  // The mask is four zeros: masking with it changes nothing.
  return Buffer.concat([head, payload])
}

async function gauge(name: string): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${port()}/metrics`)).text()
  return Number(new RegExp(`^${name} (.+)$`, 'm').exec(text)?.[1])
}

/** Polls, for the server cannot be asked to tell when something is over. */
async function settles(name: string, value: number, withinMs = 10_000): Promise<void> {
  const deadline = Date.now() + withinMs
  while ((await gauge(name)) !== value) {
    if (Date.now() > deadline) throw new Error(`${name} is ${await gauge(name)}, not ${value}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

it('random bytes instead of HTTP', async () => {
  const ends = Array.from({ length: 100 }, async () => {
    const socket = await rawSocket()
    socket.end(randomBytes(2_000))
    return untilEnd(socket)
  })
  await Promise.all(ends)
})

it('random bytes instead of frames', async () => {
  const ends = Array.from({ length: 100 }, async () => {
    const socket = await rawWebSocket()
    const end = untilEnd(socket)
    socket.end(randomBytes(2_000))
    return end
  })
  await Promise.all(ends)
})

it('random text, random JSON and near misses in frames get bad-message, the third closes', async () => {
  const value = fc.oneof(
    fc.string(),
    fc.json(),
    fc.constant('{"type":"join","room":'),
    fc.constant('['.repeat(30_000)),
  )
  for (const texts of fc.sample(fc.tuple(value, value, value), 100)) {
    const client = await TestClient.connect(server.url)
    for (const text of texts) client.sendRaw(text)
    for (let i = 0; i < 3; i++) expect(await client.next('error')).toMatchObject({ code: 'bad-message' })
    expect(await client.closed).toBe(4400)
  }
})

it('frames that end in the middle', async () => {
  const sockets = await Promise.all(Array.from({ length: 100 }, rawWebSocket))
  for (const socket of sockets) {
    socket.write(frame(Buffer.from('{"type":"join"'), 500))
    socket.destroy()
  }
})

it('frames that announce more than there is memory get too-large and 1009', async () => {
  for (const length of [65_537, 2 ** 31, 2 ** 52]) {
    const socket = await rawWebSocket()
    const end = untilEnd(socket)
    socket.write(frame(Buffer.from('x'), length))
    const said = await end
    expect(said.toString('latin1')).toContain('"too-large"')
    // A close frame: opcode 8, and the code as its first two bytes.
    expect(said.includes(Buffer.from([0x88, 0x02, 1009 >> 8, 1009 & 0xff]))).toBe(true)
  }
})

it('a message in endless pieces gets too-large', async () => {
  const socket = await rawWebSocket()
  const end = untilEnd(socket)
  socket.write(frame(Buffer.alloc(30_000, 'x'), 30_000, 1, false))
  for (let i = 0; i < 3; i++) socket.write(frame(Buffer.alloc(30_000, 'x'), 30_000, 0, false))
  expect((await end).toString('latin1')).toContain('"too-large"')
})

it('what RFC 6455 forbids is closed as it says: unmasked, reserved, not UTF-8', async () => {
  const cases: [Buffer, number][] = [
    [Buffer.from([0x81, 0x01, 0x78]), 1002],
    [Buffer.from([0x83, 0x80, 0, 0, 0, 0]), 1002],
    [Buffer.from([0xc1, 0x80, 0, 0, 0, 0]), 1002],
    [frame(Buffer.from([0xff, 0xfe])), 1007],
  ]
  for (const [bytes, code] of cases) {
    const socket = await rawWebSocket()
    const end = untilEnd(socket)
    socket.write(bytes)
    expect((await end).includes(Buffer.from([0x88, 0x02, code >> 8, code & 0xff]))).toBe(true)
  }
})

it('sockets that say nothing, or half a request, or never join', async () => {
  const silent = await Promise.all(Array.from({ length: 200 }, rawSocket))
  for (const socket of silent.slice(0, 100)) socket.write('GET /ws HTTP/1.1\r\nHost:')
  const waiting = await Promise.all(Array.from({ length: 200 }, () => TestClient.connect(server.url)))
  await server.backgroundCall.talk()
  for (const client of waiting) expect(await client.closed).toBe(4408)
  for (const socket of silent) socket.destroy()
})

it('forged ids and tokens, and resumes of others’ seats', async () => {
  const room = newRoom()
  const victim = await TestClient.join(server.url, room)
  const thief = await TestClient.join(server.url, room)
  await victim.client.next('peer-joined')
  const again = await TestClient.connect(server.url)
  const { self, token } = victim.joined
  for (const forged of [thief.joined.token, token.toLowerCase(), `${token.slice(0, -1)}_`, 'A'.repeat(43)]) {
    if (forged === token) continue
    again.send({ type: 'resume', self, token: forged, received: 0 })
    expect(await again.next('error')).toMatchObject({ code: 'resume-expired' })
  }
  again.sendRaw(JSON.stringify({ type: 'resume', self: '__proto__', token, received: 0 }))
  expect(await again.next('error')).toMatchObject({ code: 'bad-message' })
  // A sender cannot choose whom its words seem to come from.
  thief.client.sendRaw(JSON.stringify({ type: 'signal', seq: 1, to: self, data: 'x', from: 'y', self: 'z' }))
  expect(await victim.client.next('signal')).toEqual({
    type: 'signal',
    seq: 2,
    from: thief.joined.self,
    data: 'x',
  })
  await victim.client.nothingElse()
  for (const client of [victim.client, thief.client, again]) await client.close()
})

it('thousands of joins whose clients vanish', async () => {
  for (let round = 0; round < 20; round++) {
    const room = newRoom()
    const crowd = await Promise.all(
      Array.from({ length: 100 }, async (_, i) => {
        const client = await TestClient.connect(server.url)
        client.send({ type: 'join', room: i < 12 ? room : newRoom(), presence: 'call' })
        await client.nextMessage()
        return client
      }),
    )
    for (const client of crowd) client.cut()
    await server.backgroundCall.talk()
  }
}, 60_000)

it('leaves nothing behind: no connection, no seat, no room beyond the background call’s', async () => {
  await settles('visavis_connections', 2)
  await settles('visavis_seats', 2)
  await settles('visavis_rooms', 1)
})
