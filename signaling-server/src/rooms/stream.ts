import {
  closeCodes,
  encode,
  maxUnacknowledgedBytes,
  maxUnacknowledgedMessages,
  type LeaveReason,
  type PeerId,
  type SequencedMessage,
} from '../protocol/index.ts'
import type { Frame } from './frame.ts'
import type { Outgoing } from './command.ts'
import { releaseAllSenders } from './flow-control.ts'
import type { ConnectionId, Seat } from './room.ts'
import { findSeat, refuse, removeSeat, type StepContext } from './step-context.ts'

/** A message of the stream before it has its place in it. */
export type UnsequencedMessage = SequencedMessage extends infer Message
  ? Message extends { seq: number }
    ? Omit<Message, 'seq'>
    : never
  : never

/** Adds a message to the stream of one seat, and sends it if the seat is here. All of its text is ASCII. */
export function appendMessage(
  step: StepContext,
  seat: Seat,
  message: UnsequencedMessage,
  from?: PeerId,
): void {
  const text = encode({ ...message, seq: seat.sent + 1 })
  const frame = { type: message.type, text, bytes: text.length }
  appendFrame(step, seat, from === undefined ? frame : { ...frame, from })
}

/** Tells everybody but `about`. `from`: whose doing it is, if it counts towards what they may have unacknowledged. */
export function broadcast(
  step: StepContext,
  about: PeerId,
  message: UnsequencedMessage,
  from?: PeerId,
): void {
  // Telling one can close another's seat (overflow), so each is looked up when its turn comes.
  for (const { id } of step.seats.slice()) {
    const seat = id === about ? undefined : findSeat(step, id)
    if (seat) appendMessage(step, seat, message, from)
  }
}

/** Adds a finished frame, numbered `seat.sent + 1`. Gives false if that was too much and the seat is gone. */
export function appendFrame(step: StepContext, seat: Seat, frame: Frame): boolean {
  const { kept, link } = seat
  if (kept.length >= maxUnacknowledgedMessages || kept.bytes + frame.bytes > maxUnacknowledgedBytes) {
    overflow(step, seat)
    return false
  }
  seat.sent++
  kept.add(frame)
  if (link.state === 'here') step.outgoing.push(frameFor(link.connection, frame))
  return true
}

export function frameFor(connection: ConnectionId, frame: Frame): Outgoing {
  return { kind: 'frame', connection, frame }
}

/** Highest `seq` the client has acknowledged. */
export function acknowledged(seat: Seat): number {
  return seat.sent - seat.kept.length
}

/** Forgets what is acknowledged up to `received`, which lies between `acknowledged` and `sent`. */
export function trim(seat: Seat, received: number): void {
  seat.kept.dropOldest(received - acknowledged(seat))
}

/** Gives the seat up and tells the others. */
export function freeSeat(step: StepContext, seat: Seat, reason: LeaveReason): void {
  removeSeat(step, seat.id)
  releaseAllSenders(step, seat)
  broadcast(step, seat.id, { type: 'peer-left', id: seat.id, reason })
}

/** Its client does not acknowledge or read, or has been away while much was said: nothing can be delivered in order. */
export function overflow(step: StepContext, seat: Seat, why = 'too much is unacknowledged'): void {
  if (seat.link.state === 'here') {
    const { connection } = seat.link
    refuse(step, connection, 'overflow', `${why}; the seat is closed`)
    step.outgoing.push({ kind: 'close', connection, code: closeCodes.overflow })
  }
  freeSeat(step, seat, 'expired')
}
