import type { Peer, PeerId } from '@visavis/signaling-server/protocol'
import { parseEnvelope, type Envelope, type OutgoingEnvelope } from '../../core/room-channel/envelope.ts'
import type { CallIdentity } from '../../core/ports/crypto.ts'
import { fakeCrypto } from '../fake-crypto.ts'
import { CallSimulation, type SimulatedUser } from '../call-simulation.ts'
import type { HostileConnection } from './hostile-member.ts'
import { HostileMember, type HostileSeat } from './hostile-member.ts'
import { SpyingCrypto } from './spying-crypto.ts'

/** Session ids that every seat of the attacker uses, so that seats collide. */
const ownIds = ['0', '1', '2', '3'].map((digit) => digit.repeat(22))
const maxSeats = 6

/** Which one of several, whatever their number is by then. */
export type Choice = number

/**
 * Ada and Ben in a call, and Mallory, who has the room code, in as many seats as the room has. Whatever Mallory does is
 * chosen from what there is at that moment: seats, sessions, participants, connections, and all that was ever said.
 */
export class Attack {
  readonly world: CallSimulation
  readonly ada: SimulatedUser
  readonly ben: SimulatedUser
  readonly mallory: HostileMember
  readonly connections: HostileConnection[] = []
  readonly #spy: SpyingCrypto
  readonly #said: OutgoingEnvelope[] = []
  readonly #own: readonly CallIdentity[]
  readonly #counters = new Map<string, number>()

  private constructor(
    world: CallSimulation,
    spy: SpyingCrypto,
    people: readonly [SimulatedUser, SimulatedUser],
    mallory: HostileMember,
    own: readonly CallIdentity[],
  ) {
    this.#own = own
    this.world = world
    this.#spy = spy
    ;[this.ada, this.ben] = people
    this.mallory = mallory
  }

  /** @param between - Mallory comes after Ada and before Ben, who then makes the offers */
  static async begin(between: boolean): Promise<Attack> {
    const spy = new SpyingCrypto()
    const world = new CallSimulation(spy)
    world.server.maxPeers = maxSeats + 4
    world.server.kill()
    world.server.start()
    const [ada, ben] = [world.person('Ada'), world.person('Ben')]
    await ada.startCall()
    const mallory = await HostileMember.with(world, ada.code)
    if (between) await mallory.takeSeat()
    await ben.join(ada.code)
    await mallory.takeSeat()
    const own = [await fakeCrypto.createIdentity(), await fakeCrypto.createIdentity()]
    return new Attack(world, spy, [ada, ben], mallory, own)
  }

  get people(): readonly SimulatedUser[] {
    return [this.ada, this.ben]
  }

  /** Undefined when Mallory has no seat. */
  seat(choice: Choice): HostileSeat | undefined {
    return pick(
      this.mallory.seats.filter(({ self }) => self !== undefined),
      choice,
    )
  }

  /** @param challenge - whose it copies; a room without any has only its own */
  async takeSeat(challenge: Choice): Promise<void> {
    const { seats } = this.mallory
    if (seats.length >= maxSeats) seats.shift()?.leave()
    const challenges = seats.flatMap(({ peers }) => peers.flatMap((peer) => peer.challenge ?? []))
    await this.mallory.takeSeat(pick(challenges, challenge))
  }

  /** Another client than the seat itself; not only those who are still there. */
  receiver(seat: HostileSeat, choice: Choice): Pick<Peer, 'id' | 'challenge'> | undefined {
    return pick(seat.peers, choice)
  }

  session(choice: Choice): string {
    return (
      pick([...ownIds, ...new Set(this.#spy.envelopes.slice(-40).map(({ session }) => session))], choice) ??
      ''
    )
  }

  /** Mallory's own keys, and what can be made of the others': their public key, with a signature by another one. */
  signer(choice: Choice): CallIdentity {
    const [own] = this.#own
    if (!own) throw new Error('Mallory has no key')
    const copied = [...this.#spy.publicKeys].map(([participant, publicKey]): CallIdentity => ({
      participant,
      publicKey,
      sign: (bytes) => own.sign(bytes),
    }))
    return pick([...this.#own, ...copied], choice) ?? own
  }

  /** A seat id that somebody in the room has, or had. */
  seatId(choice: Choice): PeerId {
    return (
      pick(
        this.mallory.seats.flatMap(({ peers }) => peers.map(({ id }) => id)),
        choice,
      ) ?? ''
    )
  }

  /** Something that anybody ever said, Mallory included. */
  envelope(choice: Choice): OutgoingEnvelope | undefined {
    return pick([...this.#said, ...this.#spy.envelopes], choice)
  }

  sealed(choice: Choice): string | undefined {
    return pick(this.#spy.sealed, choice)
  }

  /** Above all that this seat has said in this session. */
  counter(seat: HostileSeat, session: string): number {
    const key = `${seat.self ?? ''}|${session}`
    const counter = (this.#counters.get(key) ?? 0) + 1
    this.#counters.set(key, counter)
    return counter
  }

  async say(seat: HostileSeat, to: Choice, signer: Choice, envelope: OutgoingEnvelope): Promise<void> {
    const receiver = this.receiver(seat, to)
    if (receiver === undefined) return
    this.#said.push(envelope)
    await seat.sayEnvelope(receiver.id, this.signer(signer), envelope)
  }

  openConnection(role: 'initiator' | 'answerer'): HostileConnection {
    const connection = this.mallory.openConnection(role)
    this.connections.push(connection)
    return connection
  }

  connection(choice: Choice): HostileConnection | undefined {
    return pick(this.connections, choice)
  }

  /** A description that leads somewhere, or that somebody else made. */
  description(choice: Choice): string | undefined {
    const made = this.connections.flatMap(({ descriptions }) => descriptions)
    const others = this.#spy.envelopes.flatMap(({ signal }) => ('sdp' in signal ? [signal] : []))
    return pick([...made, ...others], choice)?.sdp
  }

  /** What the others said to this seat, as far as it is an envelope. */
  heard(seat: HostileSeat): readonly { readonly from: PeerId; readonly envelope: Envelope }[] {
    return seat.heard.flatMap(({ from, participant, text }) => {
      const envelope = parseEnvelope(text, participant)
      return envelope ? [{ from, envelope }] : []
    })
  }

  /** Everybody reaches the server again, and has a seat. */
  async reunite(): Promise<void> {
    for (const { name, app } of this.people) {
      this.world.server.unblock(name)
      app.dispatch({ type: 'retry-now' })
    }
    // As long as a seat may turn out to be somebody who was known before.
    await this.world.pass(5_000)
  }

  hangUp(): void {
    for (const person of this.people) person.app.dispatch({ type: 'hang-up' })
  }
}

function pick<Item>(items: readonly Item[], choice: Choice): Item | undefined {
  return items[choice % Math.max(1, items.length)]
}
