import { closeCodes } from '../protocol/index.ts'
import { broadcast, free, overflow } from './stream.ts'
import type { CommandOf } from './command.ts'
import type { Seat } from './room.ts'
import { findSeat, seatHere, type Turn } from './step-context.ts'

/** Gives the seat up at once, because its client said so. */
export function leave(turn: Turn, { connection, self }: CommandOf<'leave'>): void {
  const seat = seatHere(turn, self, connection)
  if (!seat) return
  free(turn, seat, 'left')
  turn.outgoing.push({ kind: 'close', connection, code: closeCodes.left })
}

/** Holds the seat of a connection that was lost. */
export function drop(turn: Turn, { connection, self }: CommandOf<'drop'>): void {
  const seat = findSeat(turn, self)
  if (seat?.link.state === 'here' && seat.link.connection === connection) hold(turn, seat)
}

/** Gives up the seat of a client for which too much is held. */
export function evict(turn: Turn, { connection, self }: CommandOf<'evict'>): void {
  const seat = findSeat(turn, self)
  if (!seat || (seat.link.state === 'here' && seat.link.connection !== connection)) return
  overflow(turn, seat, 'too much is held for clients of this address, or for all')
}

/** Holds every seat that was reached through a process that is gone. */
export function lose(turn: Turn, { instance }: CommandOf<'lost'>): void {
  for (const { id } of turn.seats.slice()) {
    const seat = findSeat(turn, id)
    if (seat?.link.state === 'here' && seat.link.connection.startsWith(instance)) hold(turn, seat)
  }
}

function hold(turn: Turn, seat: Seat): void {
  const { now, resumeMs } = turn.context
  seat.link = { state: 'away', until: now + resumeMs }
  broadcast(turn, seat.id, { type: 'peer-away', id: seat.id })
}

/** Frees the seats nobody came back for. */
export function expire(turn: Turn): void {
  const { now } = turn.context
  for (const { id, link } of turn.seats.slice()) {
    const seat = link.state === 'away' && link.until <= now ? findSeat(turn, id) : undefined
    if (seat) free(turn, seat, 'expired')
  }
}
