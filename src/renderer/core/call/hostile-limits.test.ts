import { describe, expect, it } from 'vitest'
import { fakeCrypto } from '../../testing/fake-crypto.ts'
import { CallMachine, id, signal } from '../../testing/hostile/call-machine.ts'
import { HostileMember } from '../../testing/hostile/hostile-member.ts'
import { CallSimulation } from '../../testing/call-simulation.ts'
import {
  maxCandidates,
  maxNegotiationBurst,
  maxNewcomerBurst,
  maxParticipants,
  maxPastSessions,
  maxUsedSessions,
  negotiationRefillMs,
  newcomerNegotiations,
} from '../lib/limits.ts'

/** Each limit of limits.ts that the call keeps, reached by somebody who means to; the others are tested with their owners. */

describe('participants', () => {
  it.each(['call', 'listen'] as const)(
    'are no more than the limit, however many seats there are (%s)',
    (presence) => {
      const machine = new CallMachine()
      for (let seat = 1; seat <= maxParticipants + 50; seat++) machine.joined(seat, presence)
      const { members, strangers, listeners } = machine.call
      expect(members.length + strangers.length + listeners.length).toBe(maxParticipants)
    },
  )

  it('whom the server has lost give way to those who have a seat', () => {
    const machine = new CallMachine()
    for (let seat = 1; seat <= maxParticipants; seat++) {
      machine.joined(seat)
      machine.offered(seat, 5_000 + seat)
      machine.feed({ type: 'link', session: id(5_000 + seat), event: { type: 'state', state: 'connected' } })
    }
    const expired = { type: 'peer-left', id: id(1), reason: 'expired' } as const
    machine.feed({ type: 'signaling', event: expired, status: { status: 'open' } })
    expect(machine.call.members).toHaveLength(maxParticipants)
    machine.joined(9_000)
    machine.feed({ type: 'timer', timer: 'strangers' })
    expect(machine.call.members).toHaveLength(maxParticipants)
    expect(machine.call.members.map(({ seat }) => seat)).toContain(id(9_000))
    expect(machine.call.members.map(({ seat }) => seat)).not.toContain(undefined)
  })
})

describe('a participant', () => {
  it('has a key of their own, also at a seat that another has moved from', () => {
    const machine = new CallMachine()
    machine.joined(1)
    machine.offered(1, 7)
    machine.joined(2)
    const envelope = { session: id(8), counter: 1, participant: id(1), signal: { type: 'here' } } as const
    machine.feed({ type: 'envelope', from: id(2), envelope })
    const peers = [1, 2].map((seat) => ({ id: id(seat), presence: 'call' as const, away: false }))
    const event = { type: 'seated', self: id(99), peers, iceServers: [], again: true } as const
    machine.feed({ type: 'signaling', event, status: { status: 'open' } })
    machine.feed({ type: 'timer', timer: 'strangers' })
    expect(machine.call.members.map(({ seat }) => seat)).toEqual([id(2), id(1)])
    expect(new Set(machine.call.members.map(({ key }) => key)).size).toBe(2)
  })
})

describe('sessions', () => {
  it('are remembered up to the limit, over the call and for each participant', () => {
    const machine = new CallMachine()
    machine.joined(1)
    const offers = maxUsedSessions + 100
    for (let session = 1; session <= offers; session++) {
      machine.now += negotiationRefillMs
      machine.offered(1, session)
    }
    expect(machine.opened).toBe(offers)
    expect(machine.call.usedSessions).toHaveLength(maxUsedSessions)
    expect(machine.call.members[0]?.pastSessions).toHaveLength(maxPastSessions)
  })

  it('that were used are not opened again by whoever offers them, also after their participant has left', () => {
    const machine = new CallMachine()
    machine.joined(1)
    machine.joined(2)
    machine.offered(1, 7)
    machine.offered(2, 7)
    expect(machine.opened).toBe(1)
    const left = { type: 'peer-left', id: id(1), reason: 'left' } as const
    machine.feed({ type: 'signaling', event: left, status: { status: 'open' } })
    machine.offered(2, 7)
    expect(machine.opened).toBe(1)
  })
})

describe('negotiations', () => {
  it('of one participant are no more than the burst at once, and one more after each refill', () => {
    const machine = new CallMachine()
    machine.joined(1)
    machine.now += 60_000
    for (let session = 1; session <= 600; session++) machine.offered(1, session)
    expect(machine.opened).toBe(maxNegotiationBurst)
    machine.now += 3 * negotiationRefillMs
    for (let session = 601; session <= 700; session++) machine.offered(1, session)
    expect(machine.opened).toBe(maxNegotiationBurst + 3)
  })

  it.each(['leaves and comes back', 'changes between listening and taking part'])(
    'of one who %s have a limit all the same',
    (how) => {
      const machine = new CallMachine()
      const status = { status: 'open' } as const
      let session = 0
      let sent = 0
      for (let time = 1; time <= 200; time++) {
        const seat = how.startsWith('leaves') ? time : 1
        if (seat === time) machine.joined(seat)
        else {
          const changed = { type: 'peer-presence', id: id(1), presence: 'call' } as const
          machine.feed({ type: 'signaling', event: changed, status })
        }
        for (let offer = 0; offer < 20; offer++, sent++) machine.offered(seat, ++session)
        if (how.startsWith('leaves')) {
          const left = { type: 'peer-left', id: id(seat), reason: 'left' } as const
          machine.feed({ type: 'signaling', event: left, status })
        } else {
          const changed = { type: 'peer-presence', id: id(1), presence: 'listen' } as const
          machine.feed({ type: 'signaling', event: changed, status })
        }
      }
      expect(sent).toBe(4_000)
      expect(machine.opened).toBe(maxNewcomerBurst * newcomerNegotiations)
      // Whoever comes afterwards is only a little later.
      machine.joined(9_000)
      machine.offered(9_000, ++session)
      expect(machine.opened).toBe(maxNewcomerBurst * newcomerNegotiations)
      machine.now += negotiationRefillMs
      machine.offered(9_000, ++session)
      expect(machine.opened).toBe(maxNewcomerBurst * newcomerNegotiations + 1)
    },
  )

  it('that this side begins have a limit too, when the other changes between listening and taking part', () => {
    const machine = new CallMachine()
    const status = { status: 'open' } as const
    const peers = [{ id: id(1), presence: 'call' as const, away: false }]
    const event = { type: 'seated', self: id(99), peers, iceServers: [], again: true } as const
    machine.feed({ type: 'signaling', event, status })
    expect(machine.opened).toBe(1)
    for (let time = 0; time < 200; time++) {
      for (const presence of ['listen', 'call'] as const) {
        machine.feed({ type: 'signaling', event: { type: 'peer-presence', id: id(1), presence }, status })
      }
    }
    expect(machine.opened).toBe(maxNewcomerBurst)
    machine.feed({ type: 'timer', timer: `member:${id(1)}` })
    expect(machine.opened).toBe(maxNewcomerBurst + 1)
  })

  it('of one participant take nothing from those of another', () => {
    const machine = new CallMachine()
    machine.joined(1)
    machine.joined(2)
    for (let session = 1; session <= 600; session++) machine.offered(1, session)
    const { opened } = machine
    machine.offered(2, 1_000)
    expect(machine.opened).toBe(opened + 1)
  })
})

describe('candidates', () => {
  it('reach a connection no more often than the limit allows', async () => {
    const world = new CallSimulation()
    const ada = world.person('Ada')
    await ada.startCall()
    const mallory = await HostileMember.with(world, ada.code)
    const seat = await mallory.takeSeat()
    const [peer] = seat.peers
    if (!peer) throw new Error('nobody there')
    const signer = await fakeCrypto.createIdentity()
    await seat.sayEnvelope(peer.id, signer, { session: id(1), counter: 1, signal })
    await world.settle()
    const [link] = world.wires.linksOf('Ada')
    const candidate = {
      candidate: 'candidate:1 1 udp 2122260223 192.0.2.1 50000 typ host',
      sdpMid: '0',
      sdpMLineIndex: 0,
    }
    for (let counter = 2; counter < 2 + maxCandidates + 200; counter++) {
      await seat.sayEnvelope(peer.id, signer, {
        session: id(1),
        counter,
        signal: { type: 'candidate', candidate },
      })
      if (counter % 50 === 0) await world.settle()
    }
    await world.settle()
    expect(link?.candidates).toBeGreaterThan(100)
    expect(link?.candidates).toBeLessThanOrEqual(maxCandidates)
  })
})
