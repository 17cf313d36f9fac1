import {
  challengeLength,
  encode,
  parseServerMessage,
  type Challenge,
  type ClientMessage,
  type Peer,
  type PeerId,
} from '@visavis/signaling-server/protocol'
import type { RoomCode } from '../../../shared/room-code.ts'
import type { StreamHandle } from '../../core/ports/media-handles.ts'
import type { OutgoingEnvelope } from '../../core/room-channel/envelope.ts'
import type { CallIdentity, RoomKeys } from '../../core/ports/crypto.ts'
import type { LinkRole } from '../../core/ports/peer-connection.ts'
import type { Socket } from '../../core/ports/socket.ts'
import { fakeCrypto } from '../fake-crypto.ts'
import type { FakeLink, FakeLinkPort } from '../fake-links.ts'
import type { CallSimulation } from '../call-simulation.ts'

/**
 * Somebody who has the room code and follows no rule: any number of seats, and on each whatever is asked for.
 * Nothing of the core runs here, so nothing of it can get in the way of an attack.
 */
export class HostileMember {
  readonly name: string
  readonly seats: HostileSeat[] = []
  readonly #world: CallSimulation
  readonly #keys: RoomKeys
  readonly #links: FakeLinkPort

  private constructor(world: CallSimulation, name: string, keys: RoomKeys) {
    this.#world = world
    this.name = name
    this.#keys = keys
    this.#links = world.wires.portFor(name)
  }

  static async with(world: CallSimulation, code: RoomCode, name = 'Mallory'): Promise<HostileMember> {
    return new HostileMember(world, name, await fakeCrypto.deriveKeys(code))
  }

  /** Joins once more. @returns the new seat, also when the server has refused it: then it has no id */
  async takeSeat(challenge: Challenge = 'M'.repeat(challengeLength)): Promise<HostileSeat> {
    const seat = new HostileSeat(this.#world, this.#keys, this.name, challenge)
    this.seats.push(seat)
    await this.#world.settle()
    return seat
  }

  /** A peer connection of its own. Its signals go where the attack sends them: they are only collected. */
  openConnection(role: LinkRole): HostileConnection {
    return new HostileConnection(this.#links, role)
  }
}

/** One seat in the room, by the server's protocol and without any client. */
export class HostileSeat {
  self: PeerId | undefined
  readonly challenge: Challenge
  /** Who was there when it joined, and who came since. */
  readonly peers: Pick<Peer, 'id' | 'challenge'>[] = []
  /** What the others said to this seat, newest last. */
  readonly heard: { readonly from: PeerId; readonly participant: string; readonly text: string }[] = []
  readonly #keys: RoomKeys
  readonly #socket: Socket
  #sent = 0
  #open = false
  #arriving = Promise.resolve()

  constructor(world: CallSimulation, keys: RoomKeys, owner: string, challenge: Challenge) {
    this.#keys = keys
    this.challenge = challenge
    this.#socket = world.server.openSocket(owner)({
      opened: () => {
        this.#open = true
        this.#send({ type: 'join', room: keys.roomId, presence: 'call', challenge })
      },
      text: (text) => {
        this.#receive(text)
      },
      closed: () => {
        this.#open = false
      },
    })
  }

  /** Signs and seals whatever text it is given: an envelope or anything else. */
  async say(to: PeerId, signer: CallIdentity, text: string): Promise<void> {
    const { self } = this
    if (self === undefined) return
    const challenge = this.peers.find(({ id }) => id === to)?.challenge ?? this.challenge
    this.sayUnsealed(to, await this.#keys.seal({ from: self, to, challenge }, signer, text))
  }

  async sayEnvelope(to: PeerId, signer: CallIdentity, envelope: OutgoingEnvelope): Promise<void> {
    await this.say(to, signer, JSON.stringify(envelope))
  }

  /** Data that is sealed with no key, or for somebody else. */
  sayUnsealed(to: PeerId, data: string): void {
    if (this.self !== undefined) this.#send({ type: 'signal', seq: ++this.#sent, to, data })
  }

  leave(): void {
    this.#send({ type: 'leave' })
    this.vanish()
  }

  /** Without a word: the server holds the seat for a while. */
  vanish(): void {
    this.#open = false
    this.#socket.close()
  }

  /** Whatever was said to it so far has been opened. */
  arrived(): Promise<void> {
    return this.#arriving
  }

  #send(message: ClientMessage): void {
    if (this.#open) this.#socket.send(encode(message))
  }

  #receive(text: string): void {
    const parsed = parseServerMessage(text)
    if (!parsed.ok) throw new Error(`the server said something unknown: ${parsed.problem}`)
    const { message } = parsed
    if (message.type === 'joined') {
      this.self = message.self
      this.peers.push(...message.peers)
    }
    if (message.type === 'peer-joined') this.peers.push(message.peer)
    if (message.type === 'signal') this.#hear(message.from, message.data)
    if ('seq' in message) this.#send({ type: 'ack', received: message.seq })
  }

  #hear(from: PeerId, data: string): void {
    const { self } = this
    if (self === undefined) return
    this.#arriving = this.#arriving.then(async () => {
      const context = { from, to: self, challenge: this.challenge }
      const opened = await this.#keys.open(context, data).catch(() => undefined)
      // Another hostile seat may have sent it something that cannot be opened.
      if (opened) this.heard.push({ from, ...opened })
    })
  }
}

export class HostileConnection {
  readonly link: FakeLink
  /** What it receives, once it has been described. */
  streams: { readonly camera: StreamHandle; readonly screen: StreamHandle } | undefined
  /** Descriptions it made, oldest first. */
  readonly descriptions: { readonly type: 'offer' | 'answer'; readonly sdp: string }[] = []

  constructor(port: FakeLinkPort, role: LinkRole) {
    this.link = port.open(
      {
        role,
        iceServers: [],
        relayOnly: false,
        tracks: { microphone: null, camera: null, screenVideo: null, screenAudio: null },
      },
      {
        signal: (signal) => {
          if (signal.type !== 'candidate') this.descriptions.push(signal)
        },
        state: () => undefined,
        channelOpen: () => undefined,
        text: () => undefined,
        streams: (camera, screen) => {
          this.streams = { camera, screen }
        },
      },
    )
  }
}
