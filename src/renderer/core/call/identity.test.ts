import type { ClientMessage, JoinedMessage, ServerMessage } from '@visavis/signaling-server/protocol'
import { describe, expect, it } from 'vitest'
import { fakeCrypto } from '../../testing/fake-crypto.ts'
import { CallSimulation } from '../../testing/call-simulation.ts'
import type { RoomCode } from '../../../shared/room-code.ts'
import type { OutgoingEnvelope } from '../room-channel/envelope.ts'
import type { CallIdentity, RoomKeys } from '../ports/crypto.ts'
import type { OpenSocket, Socket } from '../ports/socket.ts'

const offer: OutgoingEnvelope['signal'] = {
  type: 'offer',
  sdp: 'v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\na=fingerprint:sha-256 00\r\na=ice-ufrag:999\r\nm=audio 9 RTP/SAVPF 111\r\n',
  profile: { name: 'Ben', sends: { microphone: true, camera: true, screen: false } },
  candidates: [],
}

/** Somebody with the room's code and a client of their own making. */
class Intruder {
  readonly heard: ServerMessage[] = []
  readonly #socket: Socket
  readonly #keys: RoomKeys
  #seq = 0

  private constructor(world: CallSimulation, keys: RoomKeys) {
    this.#keys = keys
    this.#socket = world.server.openSocket('Eve')({
      opened: () => undefined,
      text: (text) => this.heard.push(JSON.parse(text) as ServerMessage),
      closed: () => undefined,
    })
  }

  static async join(world: CallSimulation, code: RoomCode): Promise<Intruder> {
    const keys = await fakeCrypto.deriveKeys(code)
    const intruder = new Intruder(world, keys)
    await world.settle()
    intruder.say({ type: 'join', room: keys.roomId, presence: 'call', challenge: 'E'.repeat(22) })
    await world.settle()
    return intruder
  }

  get joined(): JoinedMessage {
    const joined = this.heard.find((message) => message.type === 'joined')
    if (!joined) throw new Error('not in the room')
    return joined
  }

  say(message: ClientMessage): void {
    this.#socket.send(JSON.stringify(message))
  }

  async send(to: string, challenge: string, sender: CallIdentity, envelope: OutgoingEnvelope): Promise<void> {
    const context = { from: this.joined.self, to, challenge }
    const data = await this.#keys.seal(context, sender, JSON.stringify(envelope))
    this.say({ type: 'signal', seq: ++this.#seq, to, data })
  }

  /** Who signed the first thing that `from` said to us, and their public key, which it carries. */
  async keyOf(from: string): Promise<Pick<CallIdentity, 'participant' | 'publicKey'>> {
    const signal = this.heard.find((message) => message.type === 'signal' && message.from === from)
    if (signal?.type !== 'signal') throw new Error('has said nothing')
    const context = { from, to: this.joined.self, challenge: 'E'.repeat(22) }
    const { participant } = await this.#keys.open(context, signal.data)
    return { participant, publicKey: new TextEncoder().encode(participant) }
  }
}

describe('a member who copies the key of somebody who has lost their seat', () => {
  it.each<[string, OutgoingEnvelope['signal']]>([
    ['an offer', offer],
    ['the announcement of a new seat', { type: 'here' }],
  ])('does not take their tile by %s from a fresh seat', async (_what, signal) => {
    const world = new CallSimulation()
    const [ada, ben] = [world.person('Ada'), world.person('Ben')]
    await ada.startCall()
    const listening = await Intruder.join(world, ada.code)
    await ben.join(ada.code)
    const seatOfBen = listening.heard.find((message) => message.type === 'peer-joined')?.peer.id ?? ''
    const copied = await listening.keyOf(seatOfBen)
    listening.say({ type: 'leave' })
    // Ben loses the server, and his seat; he and Ada are still connected.
    world.server.block('Ben')
    await world.pass(40_000)
    expect(ada.sees).toEqual(['Ben connected'])
    const [tile] = ada.others

    const own = await fakeCrypto.createIdentity()
    const thief = await Intruder.join(world, ada.code)
    const [{ id: to, challenge = '' } = { id: '' }] = thief.joined.peers
    const envelope = { session: 'S'.repeat(22), counter: 1, signal }
    await thief.send(to, challenge, { ...copied, sign: (bytes) => own.sign(bytes) }, envelope)
    await world.pass(5_000)
    expect(ada.others[0]).toEqual(tile)
    expect(ada.sees).toContain('Ben connected')
    expect(ada.log).toContainEqual({ event: 'signal-dropped', details: { reason: 'unreadable' } })

    // Ben himself is known again, by the same tile, from whatever seat he gets.
    thief.say({ type: 'leave' })
    world.server.unblock('Ben')
    await world.pass(30_000)
    expect(ada.others).toMatchObject([{ key: tile?.key, connection: { status: 'connected' } }])
    expect(ben.sees).toEqual(['Ada connected'])
  })
})

describe('an id that nobody can be first to take', () => {
  it('belongs to whoever has the key: a seat that speaks with another key is another participant', async () => {
    const world = new CallSimulation()
    const [ada, ben] = [world.person('Ada'), world.person('Ben')]
    await ada.startCall()
    const eve = await Intruder.join(world, ada.code)
    const [{ id: to, challenge = '' } = { id: '' }] = eve.joined.peers
    const own = await fakeCrypto.createIdentity()
    await eve.send(to, challenge, own, { session: 'S'.repeat(22), counter: 1, signal: offer })
    await ben.join(ada.code)
    await world.pass(500)
    expect(ada.sees).toContain('Ben connected')
    expect(ada.others).toHaveLength(2)
  })
})

/** Ada’s way to the server, by a server that keeps what it told her and tells her all of it again in a later call. */
class ReplayingServer {
  readonly joins: Extract<ClientMessage, { type: 'join' }>[] = []
  replays = false
  readonly #told: string[] = []

  openSocket(world: CallSimulation, real: OpenSocket): OpenSocket {
    return (handlers) => {
      const { replays } = this
      const socket = real({
        ...handlers,
        text: (text) => {
          if (replays) return
          this.#told.push(text)
          handlers.text(text)
        },
      })
      return {
        close: () => {
          socket.close()
        },
        send: (text) => {
          const message = JSON.parse(text) as ClientMessage
          if (message.type === 'join') this.joins.push(message)
          if (!replays) socket.send(text)
          else if (message.type === 'join') world.wires.later(() => this.#told.forEach(handlers.text))
        },
      }
    }
  }
}

describe('a server that replays an earlier call of the room', () => {
  it('shows nobody: what was sealed for the earlier seat cannot be opened in this one', async () => {
    const world = new CallSimulation()
    const replaying = new ReplayingServer()
    const open = world.server.openSocket.bind(world.server)
    world.server.openSocket = (owner) =>
      owner === 'Ada' ? replaying.openSocket(world, open(owner)) : open(owner)
    const [ada, ben] = [world.person('Ada'), world.person('Ben')]
    await ada.startCall()
    await ben.join(ada.code)
    expect(ada.sees).toEqual(['Ben connected'])
    ben.app.dispatch({ type: 'hang-up' })
    ada.app.dispatch({ type: 'hang-up' })
    await world.settle()

    replaying.replays = true
    const noticed = ada.notices.length
    ada.app.dispatch({ type: 'rejoin' })
    await world.settle()
    ada.app.dispatch({ type: 'enter-call' })
    await world.pass(1_000)
    expect(ada.call.screen).toBe('in-call')
    expect(ada.others.map(({ name }) => name)).not.toContain('Ben')
    expect(ada.notices.slice(noticed)).toEqual([])
    const challenges = replaying.joins.map(({ challenge }) => challenge)
    expect(challenges).toHaveLength(2)
    expect(new Set(challenges).size).toBe(2)
  })
})

describe('a peer whose client gave no challenge', () => {
  it('is told to be incompatible, since it speaks version 1', async () => {
    const world = new CallSimulation()
    const ada = world.person('Ada')
    await ada.startCall()
    ada.app.dispatch({ type: 'hang-up' })
    const old = world.server.openSocket('Old')({
      opened: () => undefined,
      text: () => undefined,
      closed: () => undefined,
    })
    await world.settle()
    const { roomId } = await fakeCrypto.deriveKeys(ada.code)
    old.send(JSON.stringify({ type: 'join', room: roomId, presence: 'call' }))
    ada.app.dispatch({ type: 'rejoin' })
    await world.settle()
    ada.app.dispatch({ type: 'enter-call' })
    await world.pass(70_000)
    expect(ada.others.map(({ connection }) => connection)).toEqual([
      { status: 'failed', error: { code: 'peer-incompatible' } },
    ])
  })
})
