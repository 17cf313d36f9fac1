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
import { releaseAll } from './flow-control.ts'
import type { ConnectionId, Seat } from './room.ts'
import { findSeat, refuse, removeSeat, type Turn } from './step-context.ts'

/** A message of the stream before it has its place in it. */
export type Unnumbered = SequencedMessage extends infer Message
  ? Message extends { seq: number }
    ? Omit<Message, 'seq'>
    : never
  : never

/** Adds a message to the stream of one seat, and sends it if the seat is here. All of its text is ASCII. */
export function post(turn: Turn, seat: Seat, message: Unnumbered, from?: PeerId): void {
  const text = encode({ ...message, seq: seat.sent + 1 })
  const frame = { type: message.type, text, bytes: text.length }
  append(turn, seat, from === undefined ? frame : { ...frame, from })
}

/** Tells everybody but `about`. `from`: whose doing it is, if it counts towards what they may have unacknowledged. */
export function broadcast(turn: Turn, about: PeerId, message: Unnumbered, from?: PeerId): void {
  // Telling one can close another's seat (overflow), so each is looked up when its turn comes.
  for (const { id } of turn.seats.slice()) {
    const seat = id === about ? undefined : findSeat(turn, id)
    if (seat) post(turn, seat, message, from)
  }
}

/** Adds a finished frame, numbered `seat.sent + 1`. Gives false if that was too much and the seat is gone. */
export function append(turn: Turn, seat: Seat, frame: Frame): boolean {
  const { kept, link } = seat
  if (kept.length >= maxUnacknowledgedMessages || kept.bytes + frame.bytes > maxUnacknowledgedBytes) {
    overflow(turn, seat)
    return false
  }
  seat.sent++
  kept.add(frame)
  if (link.state === 'here') turn.outgoing.push(frameFor(link.connection, frame))
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
  seat.kept.drop(received - acknowledged(seat))
}

/** Gives the seat up and tells the others. */
export function free(turn: Turn, seat: Seat, reason: LeaveReason): void {
  removeSeat(turn, seat.id)
  releaseAll(turn, seat)
  broadcast(turn, seat.id, { type: 'peer-left', id: seat.id, reason })
}

/** Its client does not acknowledge or read, or has been away while much was said: nothing can be delivered in order. */
export function overflow(turn: Turn, seat: Seat, why = 'too much is unacknowledged'): void {
  if (seat.link.state === 'here') {
    const { connection } = seat.link
    refuse(turn, connection, 'overflow', `${why}; the seat is closed`)
    turn.outgoing.push({ kind: 'close', connection, code: closeCodes.overflow })
  }
  free(turn, seat, 'expired')
}
