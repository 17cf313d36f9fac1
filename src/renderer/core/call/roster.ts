import type { Peer, PeerId, Presence } from '@visavis/signaling-server/protocol'
import {
  adopt,
  broken,
  closeLink,
  connect,
  connectTimeoutMs,
  disarmTimer,
  newMember,
  proceed,
  timerOf,
  type Turn,
} from './member.ts'
import { maxParticipants } from '../lib/limits.ts'
import { welcome } from '../mesh/negotiation-budget.ts'
import type { OutgoingEnvelope } from '../room-channel/envelope.ts'
import type { InCall, Member, Prepared, Stranger } from './model.ts'

/** Who is in the room, as the server tells it. All functions are pure; effects go to `turn.out`. */

/** How long a seat that appears after a comeback may turn out to be somebody we are connected to, ms. */
const strangerTimeoutMs = 3_000
export const strangersTimer = 'strangers'

/** First entry: everybody in the call becomes a member; the first of them gets the prepared link. */
export function enter(peers: readonly Peer[], prepared: Prepared | undefined, turn: Turn): InCall {
  let spare = prepared
  const members: Member[] = []
  const listeners: Stranger[] = []
  for (const peer of peers.slice(0, maxParticipants)) {
    if (peer.presence === 'listen') {
      listeners.push({ seat: peer.id, weInitiate: true })
      continue
    }
    const member = newMember(peer.id, true, peer.away)
    if (spare && !peer.away) {
      members.push(adopt(member, spare, turn))
      spare = undefined
    } else {
      members.push(connect(member, 0, turn))
    }
  }
  if (spare) turn.out.push({ type: 'close-link', session: spare.session })
  return { ...turn.call, members, listeners, strangers: [] }
}

/**
 * The server gave us a new seat because it no longer knew the old one (it restarted, or we were gone too
 * long). The people may still be connected to each other: then nobody notices. Each says `here` to the others from
 * its new seat, signed; only a seat that stays unexplained is somebody new.
 */
export function reenter(peers: readonly Peer[], turn: Turn): InCall {
  const present = new Map(peers.map((peer) => [peer.id, peer]))
  const members: Member[] = []
  for (const member of turn.call.members) {
    const peer = member.seat === undefined ? undefined : present.get(member.seat)
    if (peer) {
      present.delete(peer.id)
      members.push({ ...member, away: peer.away, weInitiate: true })
    } else if (isLive(member)) {
      members.push(withoutSeat(member))
    } else {
      forget(member, turn)
    }
  }
  let call: InCall = { ...turn.call, members, strangers: [], listeners: [] }
  for (const member of members) if (member.seat !== undefined) sayHere(member.seat, turn)
  for (const peer of present.values()) call = appear(call, peer.id, peer.presence, true, peer.away, turn)
  return call
}

/** A seat in the room that is no member yet. */
export function appear(
  call: InCall,
  seat: PeerId,
  presence: Presence,
  weInitiate: boolean,
  away: boolean,
  turn: Turn,
): InCall {
  if (call.members.some((member) => member.seat === seat)) return call
  const roomy = makeRoom(call, turn)
  if (!roomy) {
    turn.out.push({ type: 'log', event: 'seat-ignored', details: { limit: maxParticipants } })
    return call
  }
  return introduceSeat(roomy, { seat, weInitiate }, presence, away, turn)
}

/** Participants whom the server has lost give way to those it knows of; undefined when all have seats. */
function makeRoom(call: InCall, turn: Turn): InCall | undefined {
  if (call.members.length + call.strangers.length + call.listeners.length < maxParticipants) return call
  const lost = call.members.find((member) => member.seat === undefined)
  return lost && remove(call, lost, turn)
}

function introduceSeat(
  call: InCall,
  { seat, weInitiate }: Stranger,
  presence: Presence,
  away: boolean,
  turn: Turn,
): InCall {
  if (presence === 'listen') return { ...call, listeners: [...call.listeners, { seat, weInitiate }] }
  if (call.members.some((member) => member.seat === undefined)) {
    turn.out.push({ type: 'set-timer', timer: strangersTimer, ms: strangerTimeoutMs })
    sayHere(seat, turn)
    return { ...call, strangers: [...call.strangers, { seat, weInitiate }] }
  }
  return admit(call, { seat, weInitiate }, away, turn)
}

/** Nobody we know claimed these seats: they are new people. */
export function admitStrangers(call: InCall, turn: Turn): InCall {
  return call.strangers.reduce<InCall>((before, stranger) => admit(before, stranger, false, turn), {
    ...call,
    strangers: [],
  })
}

/** Somebody new. */
export function admit(call: InCall, { seat, weInitiate }: Stranger, away: boolean, turn: Turn): InCall {
  const { newcomers, negotiations } = welcome(call.newcomers, turn.context.now())
  // Whoever has moved to another seat keeps the key of the first, which may still be in the room.
  const isTaken = call.members.some((other) => other.key === seat)
  const key = isTaken ? turn.context.newId() : seat
  const member: Member = { ...newMember(seat, weInitiate, away), key, negotiations }
  // Our offer costs a peer connection too: to whoever appears again and again it is made only after a while.
  if (negotiations.left > 0)
    return { ...call, newcomers, members: [...call.members, connect(member, 0, turn)] }
  turn.out.push({ type: 'set-timer', timer: timerOf(member), ms: connectTimeoutMs })
  return { ...call, newcomers, members: [...call.members, member] }
}

/** What came from `seat` was signed by this member: it is theirs now, whichever they had before. */
export function bindSeat(call: InCall, member: Member, seat: Stranger, turn: Turn): InCall {
  const bound: Member = { ...member, seat: seat.seat, away: false, weInitiate: seat.weInitiate }
  return {
    ...call,
    members: replace(call.members, proceed(bound, turn)),
    strangers: call.strangers.filter((stranger) => stranger.seat !== seat.seat),
  }
}

export function changePresence(call: InCall, seat: PeerId, presence: Presence, turn: Turn): InCall {
  const known = [...call.listeners, ...call.strangers, ...call.members].find((other) => other.seat === seat)
  const inCall = call.members.some((member) => member.seat === seat)
  if (!known || inCall === (presence === 'call')) return call
  const without = depart(call, seat, 'left', turn)
  return appear(without, seat, presence, known.weInitiate, false, turn)
}

export function setAway(call: InCall, seat: PeerId, away: boolean, turn: Turn): InCall {
  const member = call.members.find((candidate) => candidate.seat === seat)
  if (!member) return call
  const changed: Member = { ...member, away }
  return { ...call, members: replace(call.members, away ? changed : proceed(changed, turn)) }
}

/** A seat is gone. Somebody we are still connected to stays: only the server has lost them. */
export function depart(call: InCall, seat: PeerId, reason: 'left' | 'expired', turn: Turn): InCall {
  const rest: InCall = {
    ...call,
    listeners: call.listeners.filter((listener) => listener.seat !== seat),
    strangers: call.strangers.filter((stranger) => stranger.seat !== seat),
  }
  const member = call.members.find((candidate) => candidate.seat === seat)
  if (!member) return rest
  if (reason === 'expired' && isLive(member)) {
    return { ...rest, members: replace(call.members, withoutSeat(member)) }
  }
  return remove(rest, member, turn)
}

export function remove(call: InCall, member: Member, turn: Turn): InCall {
  forget(member, turn)
  if (isVisible(member)) {
    turn.out.push({ type: 'notice', notice: { type: 'participant-left', name: member.name } })
  }
  return { ...call, members: call.members.filter((other) => other.key !== member.key) }
}

/** The link to a member ended; without a seat there is no way to build another. */
export function linkBroke(call: InCall, member: Member, turn: Turn): InCall {
  if (member.seat === undefined) return remove(call, member, turn)
  return { ...call, members: replace(call.members, broken(member, turn)) }
}

export function replace(members: readonly Member[], changed: Member): readonly Member[] {
  return members.map((member) => (member.key === changed.key ? changed : member))
}

/** Says, signed, who sits here, to somebody who may still know us by another seat. */
function sayHere(to: PeerId, turn: Turn): void {
  const envelope: OutgoingEnvelope = {
    session: turn.context.newId(),
    counter: 1,
    signal: { type: 'here' },
  }
  turn.out.push({ type: 'send-envelope', to, envelope })
}

/** Someone whose connection was lost before we ever met is not shown until they are back. */
export function isVisible(member: Member): boolean {
  return !(member.away && member.link.status === 'waiting' && member.link.brokenSince === undefined)
}

export function forget(member: Member, turn: Turn): void {
  closeLink(member, turn)
  disarmTimer(member, turn)
}

function isLive(member: Member): boolean {
  return member.link.status === 'connected' || member.link.status === 'mending'
}

function withoutSeat(member: Member): Member {
  const { seat: _seat, ...rest } = member
  return { ...rest, away: false }
}
