import { closeCodes, type ErrorCode, type PeerId } from '../protocol/index.ts'
import type { ConnectionId, Room, Seat } from './room.ts'
import type { Context, Outgoing } from './command.ts'

/**
 * The scratch pad of one step: a copy of the room's list of seats and what has come of it so far. Seats themselves
 * are never changed, only replaced, so the room that went in stays as it was.
 */
export interface Turn {
  readonly context: Context
  readonly seats: Seat[]
  readonly outgoing: Outgoing[]
  /** Seats taken and given up; mostly none, so they come into being when there is one. */
  taken: PeerId[] | undefined
  freed: PeerId[] | undefined
}

export function openTurn(room: Room, context: Context): Turn {
  return { context, seats: room.seats.slice(), outgoing: [], taken: undefined, freed: undefined }
}

export function findSeat(turn: Turn, id: PeerId): Seat | undefined {
  for (const seat of turn.seats) if (seat.id === id) return seat
  return undefined
}

/**
 * The seat, if `connection` is what it is reached by. If not, the connection is told to go: its seat was taken over or
 * given up, or held by others who thought its process gone. Its client finds out which by resuming.
 */
export function seatHere(turn: Turn, id: PeerId, connection: ConnectionId): Seat | undefined {
  const seat = findSeat(turn, id)
  if (seat?.link.state === 'here' && seat.link.connection === connection) return seat
  turn.outgoing.push({ kind: 'close', connection, code: closeCodes.goingAway })
  return undefined
}

/** Puts `seat` in the place of the seat with the same id. */
export function replaceSeat(turn: Turn, seat: Seat): void {
  const { seats } = turn
  for (let i = 0; i < seats.length; i++) if (seats[i]?.id === seat.id) seats[i] = seat
}

export function removeSeat(turn: Turn, id: PeerId): void {
  const index = turn.seats.findIndex((seat) => seat.id === id)
  turn.seats.splice(index, 1)
  ;(turn.freed ??= []).push(id)
}

export function refuse(
  turn: Turn,
  connection: ConnectionId,
  code: ErrorCode,
  message: string,
  ref?: number,
): void {
  turn.outgoing.push({ kind: 'error', connection, code, message, ...(ref === undefined ? {} : { ref }) })
}
