import { withoutText } from './frame.ts'
import { UnackedQueue } from './unacked-queue.ts'
import type { Challenge, Peer, PeerId, Presence, SeatToken } from '../protocol/index.ts'

/** Names one connection on one server process; the shell chooses it, rooms only compare it. */
export type ConnectionId = string

/** How a seat is reached: over a connection, or not until its client resumes. */
export type SeatConnection =
  | { readonly state: 'here'; readonly connection: ConnectionId }
  /** Held until then (milliseconds since the epoch), and freed if nobody came back. */
  | { readonly state: 'away'; readonly until: number }

/** Senders that wait for one seat's client to acknowledge. Times are milliseconds since the epoch. */
export interface HeldSenders {
  /** When the client last acknowledged something, or the first of them was held. */
  progressAt: number
  senders: readonly HeldSender[]
}

export interface HeldSender {
  readonly id: PeerId
  readonly since: number
}

/** One peer's place in a room, with its two ordered streams. Only the rules change it, in `step`. */
export interface Seat {
  readonly id: PeerId
  readonly token: SeatToken
  /** As its client chose it; passed on to the others. */
  readonly challenge?: Challenge
  presence: Presence
  link: SeatConnection
  /** Highest client `seq` taken in: the stream from the client. */
  received: number
  /** Highest `seq` given out: the stream to the client. `kept` ends with it. */
  sent: number
  readonly kept: UnackedQueue
  /** Those who have said so much that they wait for this seat's client to acknowledge. */
  held: HeldSenders | undefined
}

/** Seats in the order they were taken: the later of two peers calls the earlier one. */
export interface Room {
  readonly seats: Seat[]
}

export function emptyRoom(): Room {
  return { seats: [] }
}

/** The same room once more, for a step that may have to be taken back. */
export function copyRoom(room: Room): Room {
  return {
    seats: room.seats.map((seat) => ({
      ...seat,
      kept: new UnackedQueue(seat.kept.items()),
      held: seat.held && { ...seat.held },
    })),
  }
}

/** The same room without the texts of kept messages, for a process that keeps those elsewhere. */
export function withoutTexts(room: Room): Room {
  return {
    seats: room.seats.map((seat) => ({
      ...seat,
      kept: new UnackedQueue(seat.kept.items().map(withoutText)),
    })),
  }
}

/** The others, as `joined` and `resumed` show them to one seat. */
export function peersOf(seats: readonly Seat[], self: PeerId): Peer[] {
  return seats
    .filter((seat) => seat.id !== self)
    .map(({ id, presence, link, challenge }) => ({
      id,
      presence,
      away: link.state === 'away',
      ...(challenge === undefined ? {} : { challenge }),
    }))
}

/** When the next held seat is due to be freed, if any is held. */
export function nextExpiry(room: Room): number | undefined {
  let next: number | undefined
  for (const { link } of room.seats) {
    if (link.state === 'away' && (next === undefined || link.until < next)) next = link.until
  }
  return next
}
