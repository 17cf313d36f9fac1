import { closeCodes } from '../protocol/index.ts'
import { broadcast, free } from './outbox.ts'
import type { CommandOf } from './command.ts'
import { findSeat, replaceSeat, seatHere, type Turn } from './turn.ts'

/** Gives the seat up at once, because its client said so. */
export function leave(turn: Turn, { connection, self }: CommandOf<'leave'>): void {
  const seat = seatHere(turn, self, connection)
  if (!seat) return
  free(turn, seat, 'left')
  turn.outgoing.push({ kind: 'close', connection, code: closeCodes.left })
}

/** Holds the seat of a connection that was lost. */
export function drop(turn: Turn, { connection, self }: CommandOf<'drop'>): void {
  const seat = seatHere(turn, self, connection)
  if (!seat) return
  const { now, resumeMs } = turn.context
  replaceSeat(turn, { ...seat, link: { state: 'away', until: now + resumeMs } })
  broadcast(turn, self, { type: 'peer-away', id: self })
}

/** Frees the seats nobody came back for. */
export function expire(turn: Turn): void {
  const { now } = turn.context
  for (const { id, link } of turn.seats.slice()) {
    const seat = link.state === 'away' && link.until <= now ? findSeat(turn, id) : undefined
    if (seat) free(turn, seat, 'expired')
  }
}
