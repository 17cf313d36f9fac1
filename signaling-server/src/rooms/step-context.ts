import { closeCodes, type ErrorCode, type PeerId } from '../protocol/index.ts'
import type { ConnectionId, Room, Seat } from './room.ts'
import type { Context, Outgoing, Step } from './command.ts'

/** One step under way: the room, and what has come of it so far. */
export interface Turn extends Step {
  readonly context: Context
  readonly seats: Seat[]
  readonly outgoing: Outgoing[]
  taken: PeerId[] | undefined
  freed: PeerId[] | undefined
}

export function openTurn(room: Room, context: Context): Turn {
  return { context, seats: room.seats, outgoing: [], taken: undefined, freed: undefined }
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

export function removeSeat(turn: Turn, id: PeerId): void {
  const index = turn.seats.findIndex((seat) => seat.id === id)
  for (const { kept } of turn.seats.splice(index, 1)) kept.measureBy(undefined)
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
