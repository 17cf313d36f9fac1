import { maxUnacknowledgedBytes, maxUnacknowledgedMessages } from '../protocol/index.ts'
import type { HeldSender, Seat } from './room.ts'
import { findSeat, type StepContext } from './step-context.ts'

/**
 * Nobody may fill what is kept for somebody else. A sender of whom too much is unacknowledged in one seat's backlog is
 * held: its socket is not read until that seat's client has acknowledged most of it. Nothing is dropped, and a client
 * that acknowledges is never closed for what others say.
 */

/** What one sender may always have in another's backlog, however many there are in the room. */
const minShareMessages = 32
const minShareBytes = 64 * 1024

/** The rest is for what the server itself says, and for what a sender had under way when it was held. */
const sharedFraction = 0.5

/**
 * A seat whose client has acknowledged nothing for so long does not hold others up any more; it will overflow. The
 * protocol asks for an acknowledgement within a second. Milliseconds.
 */
export const maxAckSilenceMs = 3_000

/** Nor one that has acknowledged a little at a time for so long: clients give a server up after 10 s. Milliseconds. */
const maxHoldMs = 8_000

interface Share {
  readonly messages: number
  readonly bytes: number
}

/** A look at two numbers, for each signal; nearly always false. */
export function mayExceedShare({ kept }: Seat): boolean {
  return kept.length > minShareMessages || kept.bytes > minShareBytes
}

/** Something of `sender` was added to the backlog of `target`. Holds the sender if too much of that is theirs. */
export function holdSenderOverShare(step: StepContext, sender: Seat, target: Seat): void {
  if (sender.link.state !== 'here' || !exceeds(target.kept.totalFrom(sender.id), fairShare(step))) return
  const { now } = step.context
  const held = (target.held ??= { progressAt: now, senders: [] })
  const before = held.senders.find(({ id }) => id === sender.id)
  if (!before) held.senders = [...held.senders, { id: sender.id, since: now }]
  if (now - held.progressAt >= maxAckSilenceMs || (before && now - before.since >= maxHoldMs)) return
  step.outgoing.push({ kind: 'hold', connection: sender.link.connection })
}

/** The client of `target` has acknowledged something. */
export function releaseSendersUnderShare(step: StepContext, target: Seat): void {
  const { held } = target
  if (!held) return
  held.progressAt = step.context.now
  const { messages, bytes } = fairShare(step)
  const enough = { messages: messages / 2, bytes: bytes / 2 }
  const released = held.senders.filter(
    ({ id }) => !findSeat(step, id) || !exceeds(target.kept.totalFrom(id), enough),
  )
  held.senders = held.senders.filter((sender) => !released.includes(sender))
  if (held.senders.length === 0) target.held = undefined
  sendRelease(step, released)
}

/** The seat is gone: nobody need wait for it. */
export function releaseAllSenders(step: StepContext, { held }: Seat): void {
  if (held) sendRelease(step, held.senders)
}

/** Somebody who is held has come back on another connection. */
export function holdAfterResume(step: StepContext, sender: Seat): void {
  if (sender.link.state !== 'here') return
  if (step.seats.some(({ held }) => held?.senders.some(({ id }) => id === sender.id))) {
    step.outgoing.push({ kind: 'hold', connection: sender.link.connection })
  }
}

function sendRelease(step: StepContext, senders: readonly HeldSender[]): void {
  for (const { id } of senders) {
    const link = findSeat(step, id)?.link
    if (link?.state === 'here') step.outgoing.push({ kind: 'release', connection: link.connection })
  }
}

/** The fewer there are in a room, the more each may have. */
function fairShare({ seats }: StepContext): Share {
  const others = Math.max(1, seats.length - 1)
  return {
    messages: Math.max(minShareMessages, (maxUnacknowledgedMessages * sharedFraction) / others),
    bytes: Math.max(minShareBytes, (maxUnacknowledgedBytes * sharedFraction) / others),
  }
}

function exceeds(some: Share, than: Share): boolean {
  return some.messages > than.messages || some.bytes > than.bytes
}
