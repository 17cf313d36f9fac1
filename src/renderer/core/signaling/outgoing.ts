import {
  maxUnacknowledgedBytes,
  maxUnacknowledgedMessages,
  type PeerId,
} from '@visavis/signaling-server/protocol'
import { maxWaitingSignals, maxWaitingSignalsPerPeer } from '../lib/limits.ts'
import { deliveryTimer, remark, stay, type SignalingStep } from './effects.ts'
import type { Seat, SignalingState } from './state.ts'

/**
 * What this client sends. The server closes a seat of which too much is unacknowledged, so the rest waits here. Any member
 * can make this client send: each of their offers is answered, with candidates. So there is a limit for each receiver, and
 * what exceeds it is dropped: the others get theirs, and the seat is kept.
 */
export function send(state: SignalingState, to: PeerId, data: string): SignalingStep {
  const { seat } = state
  // Without a seat there is nobody this could be from; whoever sends hears `seated` first.
  if (!seat) return { state, effects: [remark('send-without-seat')] }
  const toSame = seat.waiting.filter((signal) => signal.to === to).length
  if (toSame >= maxWaitingSignalsPerPeer || seat.waiting.length >= maxWaitingSignals) {
    return { state, effects: [remark('too-many-signals-waiting')] }
  }
  return sendWaiting({ ...state, seat: { ...seat, waiting: [...seat.waiting, { to, data }] } })
}

/** Sends as much of what waits as there is room for. */
export function sendWaiting(state: SignalingState): SignalingStep {
  const { seat, socket } = state
  if (!seat) return stay(state)
  const filled = fillOutbox(seat)
  const added = filled.outbox.slice(seat.outbox.length)
  const next: SignalingState = { ...state, seat: filled }
  if (added.length === 0 || socket.status !== 'open' || socket.handshake !== 'seated') return stay(next)
  return {
    state: next,
    effects: [
      ...added.map((message) => ({ type: 'transmit', socket: socket.id, message }) as const),
      ...(seat.outbox.length === 0 ? [deliveryTimer] : []),
    ],
  }
}

/** The server has these: they are not sent again. */
export function withoutReceived(seat: Seat, received: number): Seat {
  const outbox = seat.outbox.filter((signal) => signal.seq > received)
  return { ...seat, outbox, outboxBytes: outbox.reduce((sum, signal) => sum + signal.data.length, 0) }
}

export function fillOutbox(seat: Seat): Seat {
  const outbox = [...seat.outbox]
  let { outboxBytes, nextSeq } = seat
  let taken = 0
  for (const { to, data } of seat.waiting) {
    if (outbox.length >= maxUnacknowledgedMessages) break
    if (outboxBytes + data.length > maxUnacknowledgedBytes) break
    outbox.push({ type: 'signal', seq: nextSeq++, to, data })
    outboxBytes += data.length
    taken++
  }
  return taken === 0 ? seat : { ...seat, outbox, outboxBytes, nextSeq, waiting: seat.waiting.slice(taken) }
}
