import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

/** A TCP socket that keeps its own side open, whatever the other side does. */
export async function openSocket(port: number, localAddress = '127.0.0.1'): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1', localAddress, allowHalfOpen: true })
  // Being cut off is what these sockets are here for.
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  return socket
}

/** One figure of the server's metrics; NaN if it has none of that name (and those labels, if any are given). */
export async function metric(port: number, name: string): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
  const line = text.split('\n').find((one) => one.startsWith(`${name} `))
  return Number(line?.slice(name.length + 1))
}

/** Polls, for a server cannot be asked to tell when something is over. */
export async function untilMetric(
  port: number,
  name: string,
  holds: (value: number) => boolean,
  withinMs = 10_000,
): Promise<void> {
  const deadline = Date.now() + withinMs
  for (;;) {
    const value = await metric(port, name)
    if (holds(value)) return
    if (Date.now() > deadline) throw new Error(`${name} is ${value}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** A WebSocket whose frames are ours to break. */
export async function openWebSocket(port: number, localAddress?: string): Promise<Socket> {
  const socket = await openSocket(port, localAddress)
  const head = [
    'GET /ws HTTP/1.1',
    'Host: localhost',
    'Upgrade: websocket',
    'Connection: Upgrade',
    'Sec-WebSocket-Version: 13',
    `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
    'Sec-WebSocket-Protocol: visavis.v1',
  ]
  socket.write(`${head.join('\r\n')}\r\n\r\n`)
  const [answer] = (await once(socket, 'data')) as [Buffer]
  if (!answer.toString('latin1').startsWith('HTTP/1.1 101 ')) throw new Error(answer.toString('latin1'))
  return socket
}

export interface FrameOptions {
  readonly opcode?: number
  readonly final?: boolean
}

/** A masked frame (RFC 6455, section 5.2); the mask is four zeros, and masking with it changes nothing. */
export function webSocketFrame(payload: Buffer, { opcode = 1, final = true }: FrameOptions = {}): Buffer {
  const length = payload.length
  const head = length < 126 ? Buffer.alloc(6) : length <= 0xffff ? Buffer.alloc(8) : Buffer.alloc(14)
  head[0] = (final ? 0x80 : 0) | opcode
  if (length < 126) head[1] = 0x80 | length
  else if (length <= 0xffff) {
    head[1] = 0x80 | 126
    head.writeUInt16BE(length, 2)
  } else {
    head[1] = 0x80 | 127
    head.writeBigUInt64BE(BigInt(length), 2)
  }
  return Buffer.concat([head, payload])
}
