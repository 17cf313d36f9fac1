import { createHash, createHmac, randomBytes } from 'node:crypto'
import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import { isIPv6 } from 'node:net'

/** RFC 8489, section 5, and RFC 8656, sections 17 and 18. */
const magicCookie = 0x2112a442
const methods = { allocate: 0x0003, createPermission: 0x0008, channelBind: 0x0009 } as const
const attributes = {
  username: 0x0006,
  messageIntegrity: 0x0008,
  errorCode: 0x0009,
  channelNumber: 0x000c,
  xorPeerAddress: 0x0012,
  realm: 0x0014,
  nonce: 0x0015,
  requestedAddressFamily: 0x0017,
  requestedTransport: 0x0019,
} as const
const protocolNumbers = { tcp: 6, udp: 17 } as const

interface TurnCredentials {
  readonly username: string
  readonly credential: string
}

/** 'success', or the error's code. */
type TurnAnswer = 'success' | number

type Attribute = readonly [type: number, value: Buffer]

/** How long an answer may take before the request is sent once more, and how often that is. */
const retryMs = 500
const tries = 6

/** A TURN client over UDP that asks for one thing after the other, to see what the server allows. */
export class TurnClient {
  readonly #socket: Socket
  readonly #port: number
  readonly #credentials: TurnCredentials
  /** What the server demands with every request, once it has said so. */
  #realm = ''
  #nonce: Buffer = Buffer.alloc(0)

  private constructor(socket: Socket, port: number, credentials: TurnCredentials) {
    this.#socket = socket
    this.#port = port
    this.#credentials = credentials
  }

  /** To the server on this port of this machine. */
  static async open(port: number, credentials: TurnCredentials): Promise<TurnClient> {
    const socket = createSocket('udp4').bind(0, '127.0.0.1')
    await once(socket, 'listening')
    return new TurnClient(socket, port, credentials)
  }

  async allocate(family: 'ipv4' | 'ipv6', transport: 'udp' | 'tcp' = 'udp'): Promise<TurnAnswer> {
    const wanted: Attribute[] = [
      [attributes.requestedTransport, Buffer.from([protocolNumbers[transport], 0, 0, 0])],
      [attributes.requestedAddressFamily, Buffer.from([family === 'ipv4' ? 1 : 2, 0, 0, 0])],
    ]
    const challenge = attributesOf(await this.#ask(methods.allocate, wanted))
    this.#realm = challenge.get(attributes.realm)?.toString() ?? ''
    this.#nonce = challenge.get(attributes.nonce) ?? this.#nonce
    return answerOf(await this.#ask(methods.allocate, this.#signed(wanted)))
  }

  /** Asks to be allowed to relay to and from this address. */
  async createPermission(address: string): Promise<TurnAnswer> {
    return this.#request(methods.createPermission, (transaction) => [
      [attributes.xorPeerAddress, xorAddress(address, 0, transaction)],
    ])
  }

  /** The other way to be allowed to, which is checked apart. */
  async channelBind(channel: number, address: string, port: number): Promise<TurnAnswer> {
    const number = Buffer.alloc(4)
    number.writeUInt16BE(channel)
    return this.#request(methods.channelBind, (transaction) => [
      [attributes.channelNumber, number],
      [attributes.xorPeerAddress, xorAddress(address, port, transaction)],
    ])
  }

  close(): void {
    this.#socket.close()
  }

  async #request(method: number, body: (transaction: Buffer) => Attribute[]): Promise<TurnAnswer> {
    const transaction = randomBytes(12)
    return answerOf(await this.#ask(method, this.#signed(body(transaction)), transaction))
  }

  #signed(wanted: readonly Attribute[]): Attribute[] {
    return [
      ...wanted,
      [attributes.username, Buffer.from(this.#credentials.username)],
      [attributes.realm, Buffer.from(this.#realm)],
      [attributes.nonce, this.#nonce],
    ]
  }

  async #ask(method: number, body: readonly Attribute[], transaction = randomBytes(12)): Promise<Buffer> {
    const frame = this.#message(method, body, transaction)
    for (let i = 0; i < tries; i++) {
      const stopped = AbortSignal.timeout(retryMs)
      this.#socket.send(frame, this.#port, '127.0.0.1')
      try {
        for (;;) {
          const [answer] = (await once(this.#socket, 'message', { signal: stopped })) as [Buffer]
          if (answer.subarray(8, 20).equals(transaction)) return answer
        }
      } catch (cause) {
        if (!stopped.aborted) throw cause
      }
    }
    throw new Error(`the TURN server does not answer to method ${method}`)
  }

  #message(method: number, body: readonly Attribute[], transaction: Buffer): Buffer {
    const isSigned = body.some(([type]) => type === attributes.username)
    const content = Buffer.concat(body.map(encodeAttribute))
    const head = Buffer.alloc(20)
    head.writeUInt16BE(method)
    // With MESSAGE-INTEGRITY the length counts it, also while it is computed (RFC 8489, section 14.5).
    head.writeUInt16BE(content.length + (isSigned ? 24 : 0), 2)
    head.writeUInt32BE(magicCookie, 4)
    transaction.copy(head, 8)
    const message = Buffer.concat([head, content])
    if (!isSigned) return message
    const { username, credential } = this.#credentials
    const key = createHash('md5').update(`${username}:${this.#realm}:${credential}`).digest()
    const integrity = createHmac('sha1', key).update(message).digest()
    return Buffer.concat([message, encodeAttribute([attributes.messageIntegrity, integrity])])
  }
}

function encodeAttribute([type, value]: Attribute): Buffer {
  const padded = Buffer.alloc(4 + Math.ceil(value.length / 4) * 4)
  padded.writeUInt16BE(type)
  padded.writeUInt16BE(value.length, 2)
  value.copy(padded, 4)
  return padded
}

function attributesOf(message: Buffer): Map<number, Buffer> {
  const found = new Map<number, Buffer>()
  for (let at = 20; at + 4 <= message.length;) {
    const length = message.readUInt16BE(at + 2)
    found.set(message.readUInt16BE(at), message.subarray(at + 4, at + 4 + length))
    at += 4 + Math.ceil(length / 4) * 4
  }
  return found
}

function answerOf(message: Buffer): TurnAnswer {
  // Classes of message types (RFC 8489, section 5): 0x0100 success, 0x0110 error.
  if ((message.readUInt16BE(0) & 0x0110) === 0x0100) return 'success'
  const error = attributesOf(message).get(attributes.errorCode)
  return error ? error.readUInt8(2) * 100 + error.readUInt8(3) : 0
}

function xorAddress(address: string, port: number, transaction: Buffer): Buffer {
  const mask = Buffer.alloc(16)
  mask.writeUInt32BE(magicCookie)
  transaction.copy(mask, 4)
  const bytes = addressBytes(address).map((byte, i) => byte ^ (mask[i] ?? 0))
  const head = Buffer.from([0, bytes.length === 16 ? 2 : 1, 0, 0])
  head.writeUInt16BE(port ^ (magicCookie >>> 16), 2)
  return Buffer.concat([head, bytes])
}

function addressBytes(address: string): Buffer {
  if (!isIPv6(address)) return Buffer.from(address.split('.').map(Number))
  // The URL parser writes IPv4 at the end as two groups.
  const canonical = new URL(`http://[${address}]/`).hostname.slice(1, -1)
  const [before = '', after] = canonical.split('::')
  const front = before === '' ? [] : before.split(':')
  const back = after === undefined || after === '' ? [] : after.split(':')
  const zeros = Array<string>(8 - front.length - back.length).fill('0')
  const bytes = Buffer.alloc(16)
  ;[...front, ...zeros, ...back].forEach((group, i) => bytes.writeUInt16BE(Number.parseInt(group, 16), i * 2))
  return bytes
}
