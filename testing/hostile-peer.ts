import { once } from 'node:events'
import { WebSocket } from 'ws'

/**
 * A peer that knows the room code and the protocol, and sends invalid signals. It is written from docs/protocol.md
 * alone, without the product's code, so it also shows that the document is complete.
 */
export class HostilePeer {
  readonly #socket: WebSocket
  readonly #room: RoomKeys
  readonly #self: string
  readonly #peers: readonly Peer[]
  readonly #key: SigningKey
  #sent = 0
  #acknowledged = 0

  private constructor(socket: WebSocket, room: RoomKeys, key: SigningKey, joined: JoinedMessage) {
    this.#socket = socket
    this.#room = room
    this.#key = key
    this.#self = joined.self
    this.#peers = joined.peers
    socket.on('message', (data: Buffer) => {
      const message = JSON.parse(data.toString()) as { type: string; received?: number }
      if (message.type === 'ack') this.#acknowledged = message.received ?? 0
    })
  }

  static async join(signalingUrl: string, code: string): Promise<HostilePeer> {
    const room = await roomKeys(code)
    const socket = new WebSocket(signalingUrl, 'visavis.v1')
    await once(socket, 'open')
    const challenge = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64url')
    socket.send(JSON.stringify({ type: 'join', room: room.roomId, presence: 'call', challenge }))
    const [data] = (await once(socket, 'message')) as [Buffer]
    return new HostilePeer(socket, room, await signingKey(), JSON.parse(data.toString()) as JoinedMessage)
  }

  /** Each kind of bad signal, to everyone in the room: unreadable, unsealable, not signed, not an envelope, hostile. */
  async sendNonsense(): Promise<void> {
    for (const peer of this.#peers) {
      this.#send(peer.id, '')
      this.#send(peer.id, 'not base64url: ☃')
      this.#send(peer.id, Buffer.from('far too short').toString('base64url'))
      this.#send(peer.id, Buffer.from(crypto.getRandomValues(new Uint8Array(4000))).toString('base64url'))
      // As version 1 had it, and with a signature that is none.
      const unsigned = utf8(nonsense.at(-2) ?? '')
      this.#send(peer.id, await this.#seal(peer, unsigned))
      this.#send(peer.id, await this.#seal(peer, Buffer.concat([this.#head(new Uint8Array(64)), unsigned])))
      for (const text of nonsense) this.#send(peer.id, await this.#signed(peer, text))
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

  #head(signature: Uint8Array): Uint8Array {
    return Buffer.concat([Buffer.from([2]), this.#key.publicKey, signature])
  }

  #place({ id, challenge }: Peer): Uint8Array<ArrayBuffer> {
    return utf8(`visavis/2|${this.#room.roomId}|${this.#self}|${id}|${challenge}`)
  }

  async #signed(peer: Peer, text: string): Promise<string> {
    const body = utf8(text)
    const words = Uint8Array.from(Buffer.concat([this.#place(peer), body]))
    const algorithm = { name: 'ECDSA', hash: 'SHA-256' }
    const signature = new Uint8Array(await crypto.subtle.sign(algorithm, this.#key.privateKey, words))
    return this.#seal(peer, Buffer.concat([this.#head(signature), body]))
  }

  async #seal(peer: Peer, plain: Uint8Array): Promise<string> {
    const nonce = crypto.getRandomValues(new Uint8Array(12))
    const algorithm = { name: 'AES-GCM', iv: nonce, additionalData: this.#place(peer) }
    const sealed = await crypto.subtle.encrypt(algorithm, this.#room.signalKey, Uint8Array.from(plain))
    return Buffer.concat([nonce, Buffer.from(sealed)]).toString('base64url')
  }
}

interface Peer {
  readonly id: string
  readonly challenge: string
}

interface SigningKey {
  readonly privateKey: CryptoKey
  readonly publicKey: Uint8Array
}

async function signingKey(): Promise<SigningKey> {
  const curve = { name: 'ECDSA', namedCurve: 'P-256' }
  const { privateKey, publicKey } = await crypto.subtle.generateKey(curve, false, ['sign', 'verify'])
  return { privateKey, publicKey: new Uint8Array(await crypto.subtle.exportKey('raw', publicKey)) }
}

interface JoinedMessage {
  readonly self: string
  readonly peers: readonly Peer[]
}

interface RoomKeys {
  readonly roomId: string
  readonly signalKey: CryptoKey
}

const session = 'A'.repeat(22)
const envelope = (counter: number, signal: unknown): string =>
  JSON.stringify({ session, counter, participant: 'B'.repeat(22), signal })
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
  JSON.stringify({ session, counter: -1, signal: {} }),
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
