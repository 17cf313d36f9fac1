import { closeCodes } from '../protocol/index.ts'
import { broadcast, freeSeat, overflow } from './stream.ts'
import type { CommandOf } from './command.ts'
import type { Seat } from './room.ts'
import { findSeat, connectedSeat, type StepContext } from './step-context.ts'

/** Gives the seat up at once, because its client said so. */
export function leave(step: StepContext, { connection, self }: CommandOf<'leave'>): void {
  const seat = connectedSeat(step, self, connection)
  if (!seat) return
  freeSeat(step, seat, 'left')
  step.outgoing.push({ kind: 'close', connection, code: closeCodes.left })
}

/** Holds the seat of a connection that was lost. */
export function drop(step: StepContext, { connection, self }: CommandOf<'drop'>): void {
  const seat = findSeat(step, self)
  if (seat?.link.state === 'here' && seat.link.connection === connection) hold(step, seat)
}

/** Gives up the seat of a client for which too much is held. */
export function evict(step: StepContext, { connection, self }: CommandOf<'evict'>): void {
  const seat = findSeat(step, self)
  if (!seat || (seat.link.state === 'here' && seat.link.connection !== connection)) return
  overflow(step, seat, 'too much is held for clients of this address, or for all')
}

/** Holds every seat that was reached through a process that is gone. */
export function dropInstance(step: StepContext, { instance }: CommandOf<'lost'>): void {
  for (const { id } of step.seats.slice()) {
    const seat = findSeat(step, id)
    if (seat?.link.state === 'here' && seat.link.connection.startsWith(instance)) hold(step, seat)
  }
}

function hold(step: StepContext, seat: Seat): void {
  const { now, resumeMs } = step.context
  seat.link = { state: 'away', until: now + resumeMs }
  broadcast(step, seat.id, { type: 'peer-away', id: seat.id })
}

/** Frees the seats nobody came back for. */
export function expire(step: StepContext): void {
  const { now } = step.context
  for (const { id, link } of step.seats.slice()) {
    const seat = link.state === 'away' && link.until <= now ? findSeat(step, id) : undefined
    if (seat) freeSeat(step, seat, 'expired')
  }
}
