import type { Backlog } from './backlog.ts'
import type { Peer, PeerId, Presence, SeatToken } from '../protocol/index.ts'

/** Names one connection on one server process; the shell chooses it, rooms only compare it. */
export type ConnectionId = string

/** How a seat is reached: over a connection, or not until its client resumes. */
export type Link =
  | { readonly state: 'here'; readonly connection: ConnectionId }
  /** Held until then (milliseconds since the epoch), and freed if nobody came back. */
  | { readonly state: 'away'; readonly until: number }

/** One peer's place in a room, with its two ordered streams. */
export interface Seat {
  readonly id: PeerId
  readonly token: SeatToken
  readonly presence: Presence
  readonly link: Link
  /** Highest client `seq` taken in: the stream from the client. */
  readonly received: number
  /** Highest `seq` given out: the stream to the client. `kept` ends with it. */
  readonly sent: number
  readonly kept: Backlog
}

/**
 * The seat with other positions in its streams. Written out, because seats that are all built the same way are what
 * the engine is quickest with, and two are built for every signal.
 */
export function seatAt(seat: Seat, received: number, sent: number, kept: Backlog): Seat {
  const { id, token, presence, link } = seat
  return { id, token, presence, link, received, sent, kept }
}

/** Seats in the order they were taken: the later of two peers calls the earlier one. */
export interface Room {
  readonly seats: readonly Seat[]
}

export const emptyRoom: Room = { seats: [] }

/** The others, as `joined` and `resumed` show them to one seat. */
export function peersOf(seats: readonly Seat[], self: PeerId): Peer[] {
  return seats
    .filter((seat) => seat.id !== self)
    .map(({ id, presence, link }) => ({ id, presence, away: link.state === 'away' }))
}

/** When the next held seat is due to be freed, if any is held. */
export function nextExpiry(room: Room): number | undefined {
  let next: number | undefined
  for (const { link } of room.seats) {
    if (link.state === 'away' && (next === undefined || link.until < next)) next = link.until
  }
  return next
}
