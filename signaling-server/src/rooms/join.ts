import { closeCodes } from '../protocol/index.ts'
import { expire } from './leave.ts'
import { acknowledged, broadcast, frameFor, trim } from './stream.ts'
import { peersOf } from './room.ts'
import { constantTimeEqual } from './constant-time-equal.ts'
import { UnackedQueue } from './unacked-queue.ts'
import type { CommandOf } from './command.ts'
import { holdAfterResume, releaseSendersUnderShare } from './flow-control.ts'
import { findSeat, refuse, type StepContext } from './step-context.ts'

/** Takes a new seat. */
export function join(step: StepContext, command: CommandOf<'join'>): void {
  const { connection, self, token, presence } = command
  // A backplane may try a command twice when it cannot know whether the first try was stored.
  if (findSeat(step, self)) return
  // Seats that are overdue must not keep anybody out, should the timer be late.
  expire(step)
  if (step.seats.length >= step.context.maxPeers) {
    refuse(step, connection, 'room-full', `the room has its ${step.context.maxPeers} peers`)
    return
  }
  const challenge = command.challenge === undefined ? {} : { challenge: command.challenge }
  broadcast(step, self, { type: 'peer-joined', peer: { id: self, presence, ...challenge } })
  step.outgoing.push({ kind: 'joined', connection, self, token, peers: peersOf(step.seats, self) })
  ;(step.taken ??= []).push(self)
  const kept = new UnackedQueue()
  kept.measureBy(step.context.openMeter?.(connection))
  step.seats.push({
    id: self,
    token,
    presence,
    ...challenge,
    link: { state: 'here', connection },
    received: 0,
    sent: 0,
    kept,
    held: undefined,
  })
}

/** Takes a held seat back, or takes one over from a connection that still seems to stand. */
export function resume(step: StepContext, { connection, self, token, received }: CommandOf<'resume'>): void {
  expire(step)
  const seat = findSeat(step, self)
  if (!seat || !constantTimeEqual(seat.token, token)) {
    // One answer for both, so that nobody can find out which seats exist.
    refuse(step, connection, 'resume-expired', 'no such seat')
    return
  }
  // Tried twice, as above: everything has been said.
  const { link } = seat
  if (link.state === 'here' && link.connection === connection) return
  if (received > seat.sent || received < acknowledged(seat)) {
    refuse(step, connection, 'bad-message', `received: expected ${acknowledged(seat)} to ${seat.sent}`)
    return
  }
  trim(seat, received)
  seat.link = { state: 'here', connection }
  seat.kept.measureBy(step.context.openMeter?.(connection))
  const peers = peersOf(step.seats, self)
  step.outgoing.push({ kind: 'resumed', connection, self, received: seat.received, peers })
  for (const item of seat.kept.items()) step.outgoing.push(frameFor(connection, item))
  holdAfterResume(step, seat)
  if (link.state === 'here') {
    step.outgoing.push({ kind: 'close', connection: link.connection, code: closeCodes.takenOver })
  } else {
    // Last, because it can overflow another's seat, and the news of that comes after what was missed.
    broadcast(step, self, { type: 'peer-back', id: self })
  }
  releaseSendersUnderShare(step, seat)
}
