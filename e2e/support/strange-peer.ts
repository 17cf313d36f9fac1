import { once } from 'node:events'
import { WebSocket } from 'ws'

/**
 * Somebody in the room who knows the code and the protocol, and says nothing that makes sense. It is written from
 * docs/protocol.md alone, without the product's code, so it also shows that the document is enough.
 */
export class StrangePeer {
  readonly #socket: WebSocket
  readonly #room: RoomKeys
  readonly #self: string
  readonly #peers: readonly string[]
  #sent = 0
  #acknowledged = 0

  private constructor(socket: WebSocket, room: RoomKeys, joined: JoinedMessage) {
    this.#socket = socket
    this.#room = room
    this.#self = joined.self
    this.#peers = joined.peers.map(({ id }) => id)
    socket.on('message', (data: Buffer) => {
      const message = JSON.parse(data.toString()) as { type: string; received?: number }
      if (message.type === 'ack') this.#acknowledged = message.received ?? 0
    })
  }

  static async join(signalingUrl: string, code: string): Promise<StrangePeer> {
    const room = await roomKeys(code)
    const socket = new WebSocket(signalingUrl, 'visavis.v1')
    await once(socket, 'open')
    socket.send(JSON.stringify({ type: 'join', room: room.roomId, presence: 'call' }))
    const [data] = (await once(socket, 'message')) as [Buffer]
    return new StrangePeer(socket, room, JSON.parse(data.toString()) as JoinedMessage)
  }

  /** Each kind of bad signal, to everyone in the room: unreadable, unsealable, not JSON, not an envelope, hostile. */
  async sendNonsense(): Promise<void> {
    for (const to of this.#peers) {
      this.#send(to, '')
      this.#send(to, 'not base64url: ☃')
      this.#send(to, Buffer.from('far too short').toString('base64url'))
      this.#send(to, Buffer.from(crypto.getRandomValues(new Uint8Array(4000))).toString('base64url'))
      for (const text of nonsense) this.#send(to, await this.#seal(to, text))
    }
  }

  async everythingAcknowledged(): Promise<void> {
    while (this.#acknowledged < this.#sent) await once(this.#socket, 'message')
  }

  async leave(): Promise<void> {
    this.#socket.send(JSON.stringify({ type: 'leave' }))
    this.#socket.close()
    await once(this.#socket, 'close')
  }

  #send(to: string, data: string): void {
    this.#sent += 1
    this.#socket.send(JSON.stringify({ type: 'signal', seq: this.#sent, to, data }))
  }

  async #seal(to: string, text: string): Promise<string> {
    const nonce = crypto.getRandomValues(new Uint8Array(12))
    const additionalData = utf8(`${this.#room.roomId}|${this.#self}|${to}`)
    const algorithm = { name: 'AES-GCM', iv: nonce, additionalData }
    const sealed = await crypto.subtle.encrypt(algorithm, this.#room.signalKey, utf8(text))
    return Buffer.concat([nonce, Buffer.from(sealed)]).toString('base64url')
  }
}

interface JoinedMessage {
  readonly self: string
  readonly peers: readonly { readonly id: string }[]
}

interface RoomKeys {
  readonly roomId: string
  readonly signalKey: CryptoKey
}

const session = 'A'.repeat(22)
const envelope = (counter: number, signal: unknown, participant = 'B'.repeat(22)): string =>
  JSON.stringify({ session, counter, participant, signal })
const profile = {
  name: '<img src=x onerror=alert(1)>',
  sends: { microphone: true, camera: true, screen: true },
}
const almostSdp =
  'v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\nm=video 9 X 0\r\na=fingerprint:x\r\na=ice-ufrag:x\r\n'

const nonsense = [
  'this is not JSON',
  'null',
  '[]',
  '{"session":1}',
  JSON.stringify({ session, counter: -1, participant: '', signal: {} }),
  envelope(1, { type: 'dance' }),
  envelope(2, { type: 'offer', sdp: 'no sdp at all', profile }),
  envelope(3, { type: 'answer', sdp: 'v=0', profile }),
  envelope(4, { type: 'offer', sdp: almostSdp, profile }),
  envelope(5, { type: 'answer', sdp: almostSdp, profile }),
  envelope(6, {
    type: 'candidate',
    candidate: { candidate: 'candidate:nonsense', sdpMid: '0', sdpMLineIndex: 0 },
  }),
  envelope(6, { type: 'restart' }),
  envelope(7, { type: 'renegotiate' }),
  envelope(8, { type: 'rebuild' }),
  '{"__proto__":{"polluted":true},"session":null}',
]

function utf8(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(new TextEncoder().encode(text))
}

async function roomKeys(code: string): Promise<RoomKeys> {
  const symbols = utf8(code.replaceAll('-', ''))
  const password = await crypto.subtle.importKey('raw', symbols, 'PBKDF2', false, ['deriveBits'])
  const stretching = { name: 'PBKDF2', hash: 'SHA-256', salt: utf8('visavis/v1'), iterations: 600_000 }
  const stretched = await crypto.subtle.deriveBits(stretching, password, 256)
  const secret = await crypto.subtle.importKey('raw', stretched, 'HKDF', false, ['deriveBits', 'deriveKey'])
  const hkdf = (info: string): HkdfParams => {
    return { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: utf8(info) }
  }
  const roomId = Buffer.from(await crypto.subtle.deriveBits(hkdf('room'), secret, 128)).toString('base64url')
  const aes = { name: 'AES-GCM', length: 256 }
  return { roomId, signalKey: await crypto.subtle.deriveKey(hkdf('signal'), secret, aes, false, ['encrypt']) }
}
