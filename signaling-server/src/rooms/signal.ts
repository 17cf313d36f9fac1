import { acknowledged, append, broadcast, post, trim } from './stream.ts'
import type { CommandOf, SignalCommand } from './command.ts'
import { signalFrame } from './frame.ts'
import { holdIfTooMuch, mayBeTooMuch, releaseSome } from './flow-control.ts'
import type { Seat } from './room.ts'
import { findSeat, refuse, seatHere, type Turn } from './step-context.ts'

/** Passes data on, once and in order. This is what the server spends its life with: nothing here parses or copies. */
export function signal(turn: Turn, command: SignalCommand): void {
  const { connection, self, seq, to } = command
  const seat = seatHere(turn, self, connection)
  if (!seat) return
  if (seq <= seat.received) {
    turn.outgoing.push({ kind: 'received', connection, received: seat.received, again: true })
    return
  }
  if (seq !== seat.received + 1) {
    refuse(turn, connection, 'bad-message', `seq: expected ${seat.received + 1}`, seq)
    return
  }
  seat.received = seq
  if (to === self || !deliver(turn, seat, command))
    refuse(turn, connection, 'unknown-peer', 'no such peer in the room', seq)
  turn.outgoing.push({ kind: 'received', connection, received: seq, again: false })
}

function deliver(turn: Turn, sender: Seat, { self, to, literal, bytes }: SignalCommand): boolean {
  const target = findSeat(turn, to)
  if (!target) return false
  if (!append(turn, target, signalFrame(target.sent + 1, self, literal, bytes))) return false
  if (mayBeTooMuch(target)) holdIfTooMuch(turn, sender, target)
  return true
}

/** The client has processed everything up to `received`: it need not be kept. */
export function acknowledge(turn: Turn, { connection, self, received }: CommandOf<'ack'>): void {
  const seat = seatHere(turn, self, connection)
  if (!seat) return
  if (received > seat.sent) {
    refuse(turn, connection, 'bad-message', `received: expected at most ${seat.sent}`)
    return
  }
  // An older acknowledgement that arrives late says nothing new.
  if (received <= acknowledged(seat)) return
  trim(seat, received)
  if (seat.held) releaseSome(turn, seat)
}

/** From the lobby into the call, or back. Saying what is already so tells nobody anything. */
export function announcePresence(turn: Turn, { connection, self, presence }: CommandOf<'presence'>): void {
  const seat = seatHere(turn, self, connection)
  if (!seat || seat.presence === presence) return
  seat.presence = presence
  broadcast(turn, self, { type: 'peer-presence', id: self, presence }, self)
  for (const other of turn.seats) if (mayBeTooMuch(other)) holdIfTooMuch(turn, seat, other)
}

/** Hands fresh TURN credentials to one seat. */
export function sendIceServers(turn: Turn, { connection, self, iceServers }: CommandOf<'ice-servers'>): void {
  const seat = seatHere(turn, self, connection)
  if (seat) post(turn, seat, { type: 'ice-servers', iceServers: iceServers.slice() })
}
