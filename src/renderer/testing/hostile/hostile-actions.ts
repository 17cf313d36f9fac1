import fc from 'fast-check'
import type { Candidate } from '../../core/ports/peer-connection.ts'
import type { OutgoingEnvelope, Profile, Signal } from '../../core/room-channel/envelope.ts'
import type { Attack, Choice } from './attack.ts'

/**
 * What a hostile member can do. See core/call/hostile-member.property.test.ts for how to add to it.
 *
 * Each is a name for the report, and a function: the arguments are chosen when the run is made, the rest (which seat,
 * which id) from what there is when it is performed.
 */
export interface HostileAction {
  readonly name: string
  perform(attack: Attack): Promise<void>
  /** As fast-check prints it when a run has failed. */
  toString(): string
}

const choice: fc.Arbitrary<Choice> = fc.nat(40)
const candidate: Candidate = {
  candidate: 'candidate:1 1 udp 2122260223 192.0.2.1 50000 typ host',
  sdpMid: '0',
  sdpMLineIndex: 0,
}
const profile: fc.Arbitrary<Profile> = fc.record({
  name: fc.constantFrom('Mallory', 'Ben', 'Ada', ''),
  sends: fc.record({ microphone: fc.boolean(), camera: fc.boolean(), screen: fc.boolean() }),
})

function action<Arguments>(
  name: string,
  given: fc.Arbitrary<Arguments>,
  perform: (attack: Attack, given: Arguments) => Promise<void> | void,
): fc.Arbitrary<HostileAction> {
  return given.map((values) => ({
    name,
    perform: async (attack) => {
      await perform(attack, values)
    },
    toString: () => `${name} ${JSON.stringify(values)}`,
  }))
}

const addressed = { seat: choice, to: choice, session: choice, signer: choice }

/** Says one signal, or the same one many times with rising counters. */
async function say(
  attack: Attack,
  given: { seat: Choice; to: Choice; session: Choice; signer: Choice },
  signal: Signal,
  times = 1,
): Promise<void> {
  const seat = attack.seat(given.seat)
  if (!seat) return
  const session = attack.session(given.session)
  for (let time = 0; time < times; time++) {
    const envelope: OutgoingEnvelope = { session, counter: attack.counter(seat, session), signal }
    await attack.say(seat, given.to, given.signer, envelope)
  }
}

const seats = [
  action('takes a seat', choice, (attack, challenge) => attack.takeSeat(challenge)),
  action('leaves a seat', choice, (attack, seat) => attack.seat(seat)?.leave()),
  action('drops the socket of a seat', choice, (attack, seat) => attack.seat(seat)?.vanish()),
]

const negotiation = [
  action('offers', fc.record({ ...addressed, profile }), async (attack, given) => {
    const connection = attack.openConnection('initiator')
    await attack.world.settle()
    const [offer] = connection.descriptions
    if (offer)
      await say(attack, given, { type: 'offer', sdp: offer.sdp, profile: given.profile, candidates: [] })
  }),
  action(
    'describes with what somebody made before',
    fc.record({ ...addressed, profile, description: choice, type: fc.constantFrom('offer', 'answer') }),
    async (attack, given) => {
      const sdp = attack.description(given.description)
      if (sdp === undefined) return
      const described = { sdp, profile: given.profile }
      await say(
        attack,
        given,
        given.type === 'offer'
          ? { type: 'offer', ...described, candidates: [candidate] }
          : { type: 'answer', ...described },
      )
    },
  ),
  action('takes the answers that came', fc.constant(null), async (attack) => {
    for (const seat of attack.mallory.seats) {
      await seat.arrived()
      for (const { envelope } of attack.heard(seat)) {
        if (envelope.signal.type !== 'answer') continue
        for (const { link } of attack.connections) link.signal({ type: 'answer', sdp: envelope.signal.sdp })
      }
    }
  }),
  action('answers an offer that came', fc.record({ seat: choice, profile }), async (attack, given) => {
    const seat = attack.seat(given.seat)
    await seat?.arrived()
    const offer = seat && attack.heard(seat).findLast(({ envelope }) => envelope.signal.type === 'offer')
    if (!seat || offer?.envelope.signal.type !== 'offer') return
    const connection = attack.openConnection('answerer')
    connection.link.signal({ type: 'offer', sdp: offer.envelope.signal.sdp })
    await attack.world.settle()
    const [answer] = connection.descriptions
    if (!answer) return
    const { session } = offer.envelope
    await seat.sayEnvelope(offer.from, attack.signer(0), {
      session,
      counter: attack.counter(seat, session),
      signal: { type: 'answer', sdp: answer.sdp, profile: given.profile },
    })
  }),
  action(
    'asks for a restart or a rebuild, or says where it sits',
    fc.record({
      ...addressed,
      type: fc.constantFrom('restart', 'rebuild', 'here'),
      times: fc.constantFrom(1, 3, 40),
    }),
    (attack, given) => say(attack, given, { type: given.type }, given.times),
  ),
  action('sends candidates', fc.record({ ...addressed, times: fc.constantFrom(1, 60) }), (attack, given) =>
    say(attack, given, { type: 'candidate', candidate }, given.times),
  ),
]

const floods = [
  action('offers the same session from every seat', choice, async (attack, session) => {
    for (let seat = 0; seat < attack.mallory.seats.length; seat++) {
      const connection = attack.openConnection('initiator')
      await attack.world.settle()
      const [offer] = connection.descriptions
      if (!offer) continue
      const name = { name: '', sends: { microphone: true, camera: true, screen: true } }
      const given = { seat, to: 0, session, signer: seat }
      await say(attack, given, { type: 'offer', sdp: offer.sdp, profile: name, candidates: [] })
    }
  }),
  action(
    'replays what was said',
    fc.record({ seat: choice, to: choice, which: choice, signer: choice }),
    async (attack, given) => {
      const seat = attack.seat(given.seat)
      const envelope = attack.envelope(given.which)
      if (seat && envelope) await attack.say(seat, given.to, given.signer, envelope)
    },
  ),
  action(
    'replays what was sealed for somebody else',
    fc.record({ seat: choice, to: choice, which: choice }),
    (attack, given) => {
      const seat = attack.seat(given.seat)
      const receiver = seat && attack.receiver(seat, given.to)
      const data = attack.sealed(given.which)
      if (receiver !== undefined && data !== undefined) seat?.sayUnsealed(receiver.id, data)
    },
  ),
  action(
    'says something malformed',
    fc.record({
      seat: choice,
      to: choice,
      text: fc.oneof(
        fc.string(),
        fc.json(),
        fc.constantFrom('{}', '[]', 'null', '{"session":"', '{"signal":{}}'),
      ),
    }),
    async (attack, given) => {
      const seat = attack.seat(given.seat)
      const receiver = seat && attack.receiver(seat, given.to)
      if (receiver !== undefined) await seat?.say(receiver.id, attack.signer(given.seat), given.text)
    },
  ),
]

const dataChannel = [
  action(
    'says something over a data channel',
    fc.record({
      connection: choice,
      id: choice,
      text: fc.constantFrom(
        '{"type":"bye"}',
        '{"type":"seat","seat":"ID"}',
        '{"type":"profile"}',
        '{',
        'x'.repeat(9_000),
      ),
    }),
    (attack, given) => {
      attack.connection(given.connection)?.link.send(given.text.replace('ID', attack.seatId(given.id)))
    },
  ),
  action('closes a connection', choice, (attack, connection) => attack.connection(connection)?.link.close()),
]

const surroundings = [
  action('lets time pass', fc.constantFrom(0, 300, 2_000, 12_000, 31_000), (attack, ms) =>
    attack.world.pass(ms),
  ),
  action('sees somebody lose the server, and their seat', fc.nat(1), async (attack, which) => {
    const person = attack.people[which]
    if (person) attack.world.server.block(person.name)
    await attack.world.pass(31_000)
  }),
  action('sees everybody reach the server again', fc.constant(null), (attack) => attack.reunite()),
  action('sees somebody hang up and come back', fc.nat(1), async (attack, which) => {
    const person = attack.people[which]
    if (!person) return
    await attack.reunite()
    person.app.dispatch({ type: 'hang-up' })
    await attack.world.settle()
    person.app.dispatch({ type: 'rejoin' })
    await attack.world.settle()
    person.app.dispatch({ type: 'enter-call' })
    await attack.world.pass(2_000)
  }),
]

export const hostileAction: fc.Arbitrary<HostileAction> = fc.oneof(
  ...seats,
  ...negotiation,
  ...floods,
  ...dataChannel,
  ...surroundings,
)
