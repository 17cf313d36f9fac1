import { closeCodes, type ErrorCode, type PeerId } from '../protocol/index.ts'
import type { ConnectionId, Room, Seat } from './room.ts'
import type { RoomContext, Outgoing, CommandResult } from './command.ts'

/** One step under way: the room, and what has come of it so far. */
export interface StepContext extends CommandResult {
  readonly context: RoomContext
  readonly seats: Seat[]
  readonly outgoing: Outgoing[]
  taken: PeerId[] | undefined
  freed: PeerId[] | undefined
}

export function openStepContext(room: Room, context: RoomContext): StepContext {
  return { context, seats: room.seats, outgoing: [], taken: undefined, freed: undefined }
}

export function findSeat(step: StepContext, id: PeerId): Seat | undefined {
  for (const seat of step.seats) if (seat.id === id) return seat
  return undefined
}

/**
 * The seat, if `connection` is what it is reached by. If not, the connection is told to go: its seat was taken over or
 * given up, or held by others who thought its process gone. Its client finds out which by resuming.
 */
export function connectedSeat(step: StepContext, id: PeerId, connection: ConnectionId): Seat | undefined {
  const seat = findSeat(step, id)
  if (seat?.link.state === 'here' && seat.link.connection === connection) return seat
  step.outgoing.push({ kind: 'close', connection, code: closeCodes.goingAway })
  return undefined
}

export function removeSeat(step: StepContext, id: PeerId): void {
  const index = step.seats.findIndex((seat) => seat.id === id)
  for (const { kept } of step.seats.splice(index, 1)) kept.measureBy(undefined)
  ;(step.freed ??= []).push(id)
}

export function refuse(
  step: StepContext,
  connection: ConnectionId,
  code: ErrorCode,
  message: string,
  ref?: number,
): void {
  step.outgoing.push({ kind: 'error', connection, code, message, ...(ref === undefined ? {} : { ref }) })
}
