import { expect, it } from 'vitest'
import type { RoomCode } from '../../../shared/room-code.ts'
import { candidateLimits, descriptionLimits } from '../lib/limits.ts'
import type { CallContext, CallEffect } from './events.ts'
import { receiveEnvelope } from './envelopes.ts'
import { adopt, newMember, type Turn } from './member.ts'
import { allNewcomers } from '../mesh/negotiation-budget.ts'
import { initialCallModel, type InCall, type Member } from './model.ts'

const id = (letter: string): string => letter.repeat(22)
const host = 'candidate:1 1 udp 1 10.0.0.1 5000 typ host'

const context: CallContext = {
  now: () => 0,
  newId: () => id('N'),
  newRoomCode: () => 'K7MQ4QXP9TDA' as RoomCode,
}

function turnWith(member: Member): Turn {
  const call: InCall = {
    name: 'in-call',
    room: { code: context.newRoomCode(), isNew: false },
    self: id('S'),
    startedAt: 0,
    restartIce: false,
    members: [member],
    strangers: [],
    listeners: [],
    usedSessions: [],
    newcomers: allNewcomers,
  }
  return {
    model: { ...initialCallModel, phase: call, signaling: { status: 'open' } },
    call,
    context,
    out: [],
  }
}

const told = (out: readonly CallEffect[], type: CallEffect['type']) =>
  out.filter((effect) => effect.type === type)

it.each([
  ['to a mail server over TCP', 'candidate:1 1 tcp 1 10.0.0.1 25 typ host tcptype passive', false],
  ['to a host name', 'candidate:1 1 udp 1 tracker.example 5000 typ host', false],
  ['that is none', 'x'.repeat(candidateLimits.length), false],
  ['of an ordinary host', host, true],
  ['that ends the others', '', true],
])('a trickled candidate %s is given to the browser: %s', (_what, candidate, given) => {
  const session = { id: id('E'), role: 'answerer', sent: 0, seen: 0 } as const
  const ben: Member = {
    ...newMember(id('B'), false, false),
    participant: id('Q'),
    link: { status: 'connected', session },
  }
  const turn = turnWith(ben)
  const signal = { type: 'candidate', candidate: { candidate, sdpMid: '0', sdpMLineIndex: 0 } } as const
  const after = receiveEnvelope(
    turn.call,
    id('B'),
    { session: session.id, counter: 1, participant: id('Q'), signal },
    turn,
  )
  expect(told(turn.out, 'link-signal').length).toBe(given ? 1 : 0)
  expect(told(turn.out, 'log').length).toBe(given ? 0 : 1)
  // The call goes on.
  expect(after.members[0]?.link.status).toBe('connected')
})

it('candidates that do not fit into the prepared offer follow it one by one', () => {
  const candidates = Array.from({ length: descriptionLimits.candidates + 3 }, () => ({
    type: 'candidate' as const,
    candidate: { candidate: host, sdpMid: '0', sdpMLineIndex: 0 },
  }))
  const turn = turnWith(newMember(id('B'), true, false))
  const prepared = {
    session: id('E'),
    iceServers: [],
    signals: [{ type: 'offer' as const, sdp: 'v=0' }, ...candidates],
  }
  adopt(newMember(id('B'), true, false), prepared, turn)
  const sent = turn.out.flatMap((effect) => (effect.type === 'send-envelope' ? [effect.envelope.signal] : []))
  expect(sent.map(({ type }) => type)).toEqual(['offer', 'candidate', 'candidate', 'candidate'])
  expect(sent[0]).toHaveProperty('candidates.length', descriptionLimits.candidates)
})
