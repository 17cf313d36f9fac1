import { closeCodes } from '../protocol/index.ts'
import { expire } from './leave.ts'
import { acknowledged, broadcast, frameFor, trim } from './stream.ts'
import { peersOf } from './room.ts'
import { sameSecret } from './constant-time-equal.ts'
import { Backlog } from './unacked-queue.ts'
import type { CommandOf } from './command.ts'
import { holdAgain, releaseSome } from './flow-control.ts'
import { findSeat, refuse, type Turn } from './step-context.ts'

/** Takes a new seat. */
export function join(turn: Turn, command: CommandOf<'join'>): void {
  const { connection, self, token, presence } = command
  // A backplane may try a command twice when it cannot know whether the first try was stored.
  if (findSeat(turn, self)) return
  // Seats that are overdue must not keep anybody out, should the timer be late.
  expire(turn)
  if (turn.seats.length >= turn.context.maxPeers) {
    refuse(turn, connection, 'room-full', `the room has its ${turn.context.maxPeers} peers`)
    return
  }
  const challenge = command.challenge === undefined ? {} : { challenge: command.challenge }
  broadcast(turn, self, { type: 'peer-joined', peer: { id: self, presence, ...challenge } })
  turn.outgoing.push({ kind: 'joined', connection, self, token, peers: peersOf(turn.seats, self) })
  ;(turn.taken ??= []).push(self)
  const kept = new Backlog()
  kept.measureBy(turn.context.openMeter?.(connection))
  turn.seats.push({
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
export function resume(turn: Turn, { connection, self, token, received }: CommandOf<'resume'>): void {
  expire(turn)
  const seat = findSeat(turn, self)
  if (!seat || !sameSecret(seat.token, token)) {
    // One answer for both, so that nobody can find out which seats exist.
    refuse(turn, connection, 'resume-expired', 'no such seat')
    return
  }
  // Tried twice, as above: everything has been said.
  const { link } = seat
  if (link.state === 'here' && link.connection === connection) return
  if (received > seat.sent || received < acknowledged(seat)) {
    refuse(turn, connection, 'bad-message', `received: expected ${acknowledged(seat)} to ${seat.sent}`)
    return
  }
  trim(seat, received)
  seat.link = { state: 'here', connection }
  seat.kept.measureBy(turn.context.openMeter?.(connection))
  const peers = peersOf(turn.seats, self)
  turn.outgoing.push({ kind: 'resumed', connection, self, received: seat.received, peers })
  for (const item of seat.kept.items()) turn.outgoing.push(frameFor(connection, item))
  holdAgain(turn, seat)
  if (link.state === 'here') {
    turn.outgoing.push({ kind: 'close', connection: link.connection, code: closeCodes.takenOver })
  } else {
    // Last, because it can overflow another's seat, and the news of that comes after what was missed.
    broadcast(turn, self, { type: 'peer-back', id: self })
  }
  releaseSome(turn, seat)
}
