import { acknowledged, appendFrame, broadcast, appendMessage, trim } from './stream.ts'
import type { CommandOf, SignalCommand } from './command.ts'
import { signalFrame } from './frame.ts'
import { holdSenderOverShare, mayExceedShare, releaseSendersUnderShare } from './flow-control.ts'
import type { Seat } from './room.ts'
import { findSeat, refuse, connectedSeat, type StepContext } from './step-context.ts'

/** Passes data on, once and in order. This is what the server spends its life with: nothing here parses or copies. */
export function signal(step: StepContext, command: SignalCommand): void {
  const { connection, self, seq, to } = command
  const seat = connectedSeat(step, self, connection)
  if (!seat) return
  if (seq <= seat.received) {
    step.outgoing.push({ kind: 'received', connection, received: seat.received, again: true })
    return
  }
  if (seq !== seat.received + 1) {
    refuse(step, connection, 'bad-message', `seq: expected ${seat.received + 1}`, seq)
    return
  }
  seat.received = seq
  if (to === self || !deliver(step, seat, command))
    refuse(step, connection, 'unknown-peer', 'no such peer in the room', seq)
  step.outgoing.push({ kind: 'received', connection, received: seq, again: false })
}

function deliver(step: StepContext, sender: Seat, { self, to, literal, bytes }: SignalCommand): boolean {
  const target = findSeat(step, to)
  if (!target) return false
  if (!appendFrame(step, target, signalFrame(target.sent + 1, self, literal, bytes))) return false
  if (mayExceedShare(target)) holdSenderOverShare(step, sender, target)
  return true
}

/** The client has processed everything up to `received`: it need not be kept. */
export function acknowledge(step: StepContext, { connection, self, received }: CommandOf<'ack'>): void {
  const seat = connectedSeat(step, self, connection)
  if (!seat) return
  if (received > seat.sent) {
    refuse(step, connection, 'bad-message', `received: expected at most ${seat.sent}`)
    return
  }
  // An older acknowledgement that arrives late says nothing new.
  if (received <= acknowledged(seat)) return
  trim(seat, received)
  if (seat.held) releaseSendersUnderShare(step, seat)
}

/** From the lobby into the call, or back. Saying what is already so tells nobody anything. */
export function announcePresence(
  step: StepContext,
  { connection, self, presence }: CommandOf<'presence'>,
): void {
  const seat = connectedSeat(step, self, connection)
  if (!seat || seat.presence === presence) return
  seat.presence = presence
  broadcast(step, self, { type: 'peer-presence', id: self, presence }, self)
  for (const other of step.seats) if (mayExceedShare(other)) holdSenderOverShare(step, seat, other)
}

/** Hands fresh TURN credentials to one seat. */
export function sendIceServers(
  step: StepContext,
  { connection, self, iceServers }: CommandOf<'ice-servers'>,
): void {
  const seat = connectedSeat(step, self, connection)
  if (seat) appendMessage(step, seat, { type: 'ice-servers', iceServers: iceServers.slice() })
}
