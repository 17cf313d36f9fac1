import type { PeerId } from '@visavis/signaling-server/protocol'
import type { ChannelMessage } from '../mesh/channel-message.ts'
import type { Envelope, Profile, Signal } from '../room-channel/envelope.ts'
import { isUsableCandidate } from '../room-channel/session-description.ts'
import type { ParticipantId } from '../ports/crypto.ts'
import { assertNever } from '../lib/assert-never.ts'
import { isGivenUpForFlooding } from './flooding.ts'
import { accept, broken, connect, restartIce, sessionOf, type Turn } from './member.ts'
import type { InCall, Member } from './model.ts'
import { spend } from '../mesh/negotiation-budget.ts'
import { admit, bindSeat, forget, remove, replace } from './roster.ts'
import { isUsedSession } from './used-sessions.ts'

/** What others say, sealed through the server or over the data channel. All functions are pure. */

export function receiveEnvelope(before: InCall, from: PeerId, envelope: Envelope, turn: Turn): InCall {
  const call = introduce(before, from, envelope.participant, turn)
  const member = call.members.find((candidate) => candidate.seat === from)
  if (!member) return drop(call, 'unknown-sender', turn)
  const { participant, signal } = envelope
  if (member.participant !== undefined && member.participant !== participant) {
    return drop(call, 'participant-changed', turn)
  }
  const negotiations = negotiates(signal)
    ? spend(member.negotiations, turn.context.now())
    : member.negotiations
  if (!negotiations) return drop(call, 'too-many-negotiations', turn)
  const speaking: Member = { ...member, participant, negotiations }
  if (signal.type === 'here') return moveHere(call, speaking, from, turn)
  const known = unite(call, speaking, turn)
  return inSession(known.call, known.member, envelope, signal, turn)
}

/** What can make this side gather candidates and send signals of its own. */
function negotiates({ type }: Signal): boolean {
  return type !== 'answer' && type !== 'candidate'
}

/** A seat that was not known to be anybody speaks: it is a member who came back, or somebody new. */
function introduce(call: InCall, seat: PeerId, participant: ParticipantId, turn: Turn): InCall {
  const stranger = call.strangers.find((candidate) => candidate.seat === seat)
  if (!stranger) return call
  const member = call.members.find(
    (candidate) => candidate.seat === undefined && candidate.participant === participant,
  )
  if (member) return bindSeat(call, member, stranger, turn)
  const strangers = call.strangers.filter((other) => other.seat !== seat)
  return admit({ ...call, strangers }, stranger, false, turn)
}

/** The same participant as somebody we know by another seat, who has begun anew: one person, one member. */
function unite(call: InCall, member: Member, turn: Turn): { call: InCall; member: Member } {
  const members = replace(call.members, member)
  const old = sameParticipant(call, member)
  if (!old) return { call: { ...call, members }, member }
  forget(old, turn)
  return { call: { ...call, members: members.filter((other) => other.key !== old.key) }, member }
}

/** They only say where they sit now: what connects us to them stays. */
function moveHere(call: InCall, member: Member, seat: PeerId, turn: Turn): InCall {
  const old = sameParticipant(call, member)
  if (!old) return { ...call, members: replace(call.members, member) }
  forget(member, turn)
  const members = call.members.filter((other) => other.key !== member.key)
  return bindSeat({ ...call, members }, old, { seat, weInitiate: member.weInitiate }, turn)
}

function sameParticipant(call: InCall, member: Member): Member | undefined {
  return call.members.find((other) => other.key !== member.key && other.participant === member.participant)
}

/** A signal of one connection attempt. */
type SessionSignal = Exclude<Signal, { type: 'here' }>

function inSession(
  call: InCall,
  member: Member,
  envelope: Envelope,
  signal: SessionSignal,
  turn: Turn,
): InCall {
  const { session: id, counter } = envelope
  if (isGivenUpForFlooding(member)) return drop(call, 'flooding', turn)
  const session = sessionOf(member.link)
  if (session?.id === id) {
    if (counter <= session.seen) return drop(call, 'repeated', turn)
    return inPresentSession(call, withSeen(member, counter), id, signal, turn)
  }
  if (member.pastSessions.includes(id)) return drop(call, 'past-session', turn)
  if (isUsedSession(call, id)) return drop(call, 'used-session', turn)

  if (signal.type === 'offer' && !member.weInitiate) {
    const accepted = withSeen(accept(member, id, turn), counter)
    describe(id, signal, turn)
    return meet(call, accepted, signal.profile, turn)
  }
  const idle = member.link.status === 'failed' || member.link.status === 'waiting'
  if (signal.type === 'rebuild' && member.weInitiate && idle) {
    return { ...call, members: replace(call.members, connect(member, 0, turn)) }
  }
  return drop(call, 'unknown-session', turn)
}

function inPresentSession(
  call: InCall,
  member: Member,
  id: string,
  signal: SessionSignal,
  turn: Turn,
): InCall {
  const kept: InCall = { ...call, members: replace(call.members, member) }
  const role = sessionOf(member.link)?.role
  switch (signal.type) {
    case 'offer':
    case 'answer': {
      // Only the initiator offers, only the other answers; anything else would end the link inside simple-peer.
      if ((signal.type === 'offer') !== (role === 'answerer')) return drop(kept, 'wrong-role', turn)
      describe(id, signal, turn)
      return meet(kept, member, signal.profile, turn)
    }
    case 'candidate':
      if (!isUsableCandidate(signal.candidate.candidate)) return drop(kept, 'unusable-candidate', turn)
      turn.out.push({ type: 'link-signal', session: id, signal })
      return kept
    case 'restart':
      if (role !== 'initiator') return drop(kept, 'wrong-role', turn)
      return { ...kept, members: replace(kept.members, restartIce(member, turn)) }
    case 'rebuild':
      if (!member.weInitiate) return drop(kept, 'wrong-role', turn)
      return { ...kept, members: replace(kept.members, broken(member, turn)) }
    default:
      return assertNever(signal)
  }
}

export function receiveChannelMessage(
  call: InCall,
  member: Member,
  message: ChannelMessage,
  turn: Turn,
): InCall {
  switch (message.type) {
    case 'profile':
      return meet(call, member, message.profile, turn)
    case 'bye':
      return remove(call, member, turn)
    default:
      return assertNever(message)
  }
}

function describe(session: string, signal: Extract<Signal, { sdp: string }>, turn: Turn): void {
  turn.out.push({ type: 'link-signal', session, signal: { type: signal.type, sdp: signal.sdp } })
  if (signal.type !== 'offer') return
  for (const candidate of signal.candidates) {
    turn.out.push({ type: 'link-signal', session, signal: { type: 'candidate', candidate } })
  }
}

/** Their name and what they send; the first time, they have arrived. */
function meet(call: InCall, member: Member, profile: Profile, turn: Turn): InCall {
  if (!member.met && !member.weInitiate) {
    turn.out.push({ type: 'notice', notice: { type: 'participant-joined', name: profile.name } })
  }
  const met: Member = { ...member, met: true, name: profile.name, sends: profile.sends }
  const members = replace(call.members, met)
  if (!member.met || met.name !== member.name) {
    const names = members.filter((other) => other.met).map((other) => other.name)
    turn.out.push({ type: 'remember-call', code: call.room.code, names })
  }
  return { ...call, members }
}

function withSeen(member: Member, counter: number): Member {
  const { link } = member
  if (!('session' in link)) return member
  return { ...member, link: { ...link, session: { ...link.session, seen: counter } } }
}

/** Said in the log and nowhere else: nothing a stranger sends may trouble the call. */
function drop(call: InCall, reason: string, turn: Turn): InCall {
  turn.out.push({ type: 'log', event: 'signal-dropped', details: { reason } })
  return call
}
