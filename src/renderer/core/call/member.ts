import type { PeerId } from '@visavis/signaling-server/protocol'
import type { CallError } from '../ports/errors.ts'
import type { Candidate, LinkSignal } from '../ports/peer-connection.ts'
import type { Profile, Signal } from '../room-channel/envelope.ts'
import { descriptionLimits, maxPastSessions } from '../lib/limits.ts'
import type { CallContext, CallEffect } from './events.ts'
import { isGivenUpForFlooding } from './flooding.ts'
import { fullBudget } from '../mesh/negotiation-budget.ts'
import type { CallModel, InCall, Member, MemberLink, Prepared, Session } from './model.ts'

/** The life of one member's link: connect, try again, mend, rebuild, give up. All functions are pure. */

/** A link that has not connected by then is built anew, ms. */
export const connectTimeoutMs = 15_000
/** Attempts before a person is asked. */
const maxAttempts = 4
/** `disconnected` often heals by itself within a moment; act after it, ms. */
const graceMs = 1_000
/** How long an ICE restart may take before the link is built anew, ms. */
const restartTimeoutMs = 8_000

/** What a turn of the machine works on; effects are pushed in the order they are to be performed. */
export interface Turn {
  readonly model: CallModel
  readonly call: InCall
  readonly context: CallContext
  readonly out: CallEffect[]
}

export function newMember(seat: PeerId, weInitiate: boolean, away: boolean): Member {
  return {
    key: seat,
    seat,
    away,
    weInitiate,
    met: false,
    name: '',
    sends: { microphone: false, camera: false, screen: false },
    link: { status: 'waiting', attempt: 0 },
    pastSessions: [],
    negotiations: fullBudget,
    unreadable: false,
  }
}

export function sessionOf(link: MemberLink): Session | undefined {
  return 'session' in link ? link.session : undefined
}

/** Begins an attempt: as the initiator by an offer, else by waiting for theirs. */
export function connect(member: Member, attempt: number, turn: Turn): Member {
  const cleared = closeLink(member, turn)
  const broken = brokenSince(member.link)
  armTimer(member, connectTimeoutMs, turn)
  if (!member.weInitiate || !canSignal(member, turn)) {
    return { ...cleared, link: { status: 'waiting', attempt, ...broken } }
  }
  const id = turn.context.newId()
  turn.out.push({ type: 'open-link', session: id, role: 'initiator', iceServers: turn.model.iceServers })
  const session: Session = { id, role: 'initiator', sent: 0, seen: 0 }
  return { ...cleared, link: { status: 'connecting', session, attempt, ...broken } }
}

/** Gives the link that was prepared in the lobby to this member. */
export function adopt(member: Member, prepared: Prepared, turn: Turn): Member {
  armTimer(member, connectTimeoutMs, turn)
  const session: Session = { id: prepared.session, role: 'initiator', sent: 0, seen: 0 }
  const connecting: Member = { ...member, link: { status: 'connecting', session, attempt: 0 } }
  const [offer, ...rest] = prepared.signals
  // Pressed Join before the offer was made: it follows, like any other.
  if (offer?.type !== 'offer') return connecting
  const candidates = rest.flatMap((signal) => (signal.type === 'candidate' ? [signal.candidate] : []))
  const offered = sendLinkSignal(connecting, offer, turn, candidates.slice(0, descriptionLimits.candidates))
  return candidates
    .slice(descriptionLimits.candidates)
    .reduce((sent, candidate) => sendLinkSignal(sent, { type: 'candidate', candidate }, turn), offered)
}

/** Their offer of a session we do not know yet. */
export function accept(member: Member, sessionId: string, turn: Turn): Member {
  const cleared = closeLink(member, turn)
  turn.out.push({
    type: 'open-link',
    session: sessionId,
    role: 'answerer',
    iceServers: turn.model.iceServers,
  })
  armTimer(member, connectTimeoutMs, turn)
  const session: Session = { id: sessionId, role: 'answerer', sent: 0, seen: 0 }
  const attempt = 'attempt' in member.link ? member.link.attempt : 0
  return { ...cleared, link: { status: 'connecting', session, attempt, ...brokenSince(member.link) } }
}

export function connected(member: Member, turn: Turn): Member {
  const { link } = member
  if (link.status !== 'connecting' && link.status !== 'mending') return member
  disarmTimer(member, turn)
  return { ...member, link: { status: 'connected', session: link.session } }
}

export function disconnected(member: Member, turn: Turn): Member {
  if (member.link.status !== 'connected') return member
  armTimer(member, graceMs, turn)
  const { session } = member.link
  return {
    ...member,
    link: { status: 'mending', session, brokenSince: turn.context.now(), step: 'grace' },
  }
}

/** The link is over: build another, or leave it to the person. */
export function broken(member: Member, turn: Turn): Member {
  const { link } = member
  if (link.status === 'failed') return member
  // Attempts count only while both have the server: without it none can succeed, and none is given up.
  const attempt = canSignal(member, turn) && 'attempt' in link ? link.attempt + 1 : 0
  if (attempt >= maxAttempts) return giveUp(member, turn)
  if (!member.weInitiate) sendSignal(member, { type: 'rebuild' }, turn)

  const since = link.status === 'connected' ? { brokenSince: turn.context.now() } : brokenSince(link)
  const cleared = closeLink(member, turn)
  return connect({ ...cleared, link: { status: 'waiting', attempt, ...since } }, attempt, turn)
}

function giveUp(member: Member, turn: Turn): Member {
  const cleared = closeLink(member, turn)
  disarmTimer(member, turn)
  const error: CallError = { code: member.unreadable ? 'peer-incompatible' : 'peer-unreachable' }
  return { ...cleared, link: { status: 'failed', error } }
}

/** The path is interrupted: restart ICE, or ask the one who may. */
export function mend(member: Member, turn: Turn): Member {
  const { link } = member
  if (link.status !== 'mending') return member
  armTimer(member, restartTimeoutMs, turn)
  if (!canSignal(member, turn)) return member
  return restartIce({ ...member, link: { ...link, step: 'restarting' } }, turn)
}

/** Also on a link that may be fine: after sleep or a change of network nobody knows. */
export function restartIce(member: Member, turn: Turn): Member {
  const session = sessionOf(member.link)
  if (!session) return member
  if (session.role === 'answerer') return sendSignal(member, { type: 'restart' }, turn)
  turn.out.push({ type: 'restart-ice', session: session.id })
  return member
}

/** The member's timer rang. */
export function overdue(member: Member, turn: Turn): Member {
  switch (member.link.status) {
    case 'mending':
      return member.link.step === 'grace' || !canSignal(member, turn)
        ? mend(member, turn)
        : broken(member, turn)
    case 'waiting':
    case 'connecting':
      return broken(member, turn)
    case 'connected':
    case 'failed':
      return member
  }
}

/** Signaling or the member is back: what waited for that goes on. */
export function proceed(member: Member, turn: Turn): Member {
  switch (member.link.status) {
    case 'mending':
      return mend(member, turn)
    case 'waiting':
      return member.weInitiate ? connect(member, 0, turn) : member
    case 'failed':
      return isGivenUpForFlooding(member) ? member : retry(member, turn)
    case 'connecting':
    case 'connected':
      return member
  }
}

/** Somebody asked, or something changed: what was given up is tried again. */
export function retry(member: Member, turn: Turn): Member {
  if (member.link.status !== 'failed') return member
  return connect(member.weInitiate ? member : sendSignal(member, { type: 'rebuild' }, turn), 0, turn)
}

export function sendLinkSignal(
  member: Member,
  signal: LinkSignal,
  turn: Turn,
  candidates: readonly Candidate[] = [],
): Member {
  if (signal.type === 'candidate') return sendSignal(member, signal, turn)
  const { type, sdp } = signal
  const profile: Profile = { name: turn.model.name, sends: turn.model.sends }
  const described =
    type === 'offer' ? { type, sdp, profile, candidates: [...candidates] } : { type, sdp, profile }
  return sendSignal(member, described, turn)
}

function sendSignal(member: Member, signal: Signal, turn: Turn): Member {
  if (member.seat === undefined) return member
  const { link } = member
  const session = sessionOf(link)
  const counter = (session?.sent ?? 0) + 1
  const id = session?.id ?? turn.context.newId()
  turn.out.push({
    type: 'send-envelope',
    to: member.seat,
    envelope: { session: id, counter, signal },
  })
  return 'session' in link
    ? { ...member, link: { ...link, session: { ...link.session, sent: counter } } }
    : member
}

/** Both the server and the member can be reached through it. */
function canSignal(member: Member, turn: Turn): boolean {
  return turn.model.signaling.status === 'open' && member.seat !== undefined && !member.away
}

export function closeLink(member: Member, turn: Turn): Member {
  const session = sessionOf(member.link)
  if (!session) return member
  turn.out.push({ type: 'close-link', session: session.id })
  const { camera: _camera, screen: _screen, ...rest } = member
  return { ...rest, pastSessions: remember(member, session.id) }
}

function remember({ pastSessions }: Member, id: string): readonly string[] {
  return pastSessions.includes(id) ? pastSessions : [...pastSessions, id].slice(-maxPastSessions)
}

function brokenSince(link: MemberLink): { brokenSince?: number } {
  return 'brokenSince' in link ? { brokenSince: link.brokenSince } : {}
}

export function timerOf(member: Member): string {
  return `member:${member.key}`
}

function armTimer(member: Member, ms: number, turn: Turn): void {
  turn.out.push({ type: 'set-timer', timer: timerOf(member), ms })
}

export function disarmTimer(member: Member, turn: Turn): void {
  turn.out.push({ type: 'clear-timer', timer: timerOf(member) })
}
