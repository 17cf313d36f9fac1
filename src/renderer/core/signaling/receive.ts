import {
  ackAfterMessages,
  type ErrorMessage,
  type IceServer,
  type JoinedMessage,
  type ResumedMessage,
  type ServerMessage,
} from '@visavis/signaling-server/protocol'
import { usableIceServers } from './ice-servers.ts'
import { assertNever } from '../lib/assert-never.ts'
import {
  ackTimer,
  deliveryTimer,
  remark,
  stay,
  status,
  type SignalingContext,
  type SignalingStep,
} from './effects.ts'
import { fillOutbox, sendWaiting, withoutReceived } from './outgoing.ts'
import { join, lose, refuse } from './socket.ts'
import type { Seat, SignalingEffect, SignalingEvent, SignalingState } from './state.ts'

/** One message from the server on the current socket. */
export function receive(
  state: SignalingState,
  message: ServerMessage,
  context: SignalingContext,
): SignalingStep {
  switch (message.type) {
    case 'joined':
      return joined(state, message)
    case 'resumed':
      return resumed(state, message)
    case 'ack':
      return acknowledged(state, message.received)
    case 'draining':
      return {
        state,
        effects: [{ type: 'set-timer', timer: 'drain', ms: message.reconnectAfterMs }],
      }
    case 'error':
      return failed(state, message, context)
    case 'peer-joined':
      return inOrder(state, message.seq, { type: 'peer-joined', ...message.peer }, context)
    case 'peer-presence':
    case 'peer-away':
    case 'peer-back':
    case 'peer-left':
    case 'signal': {
      const { seq, ...event } = message
      return inOrder(state, seq, event, context)
    }
    case 'ice-servers': {
      const { seq, type } = message
      const { iceServers, remarks } = usable(message)
      const step = inOrder(state, seq, { type, iceServers }, context)
      return { state: step.state, effects: [...remarks, ...step.effects] }
    }
    default:
      return assertNever(message)
  }
}

/** Leaves out, and says so, what a browser would refuse. */
function usable(message: { readonly iceServers: readonly IceServer[] }): {
  iceServers: readonly IceServer[]
  remarks: readonly SignalingEffect[]
} {
  const iceServers = usableIceServers(message.iceServers)
  const isWhole = iceServers.length === message.iceServers.length
  return { iceServers, remarks: isWhole ? [] : [remark('ice-server-unusable')] }
}

function joined(state: SignalingState, message: JoinedMessage): SignalingStep {
  if (state.socket.status !== 'open' || state.socket.handshake !== 'joining') {
    return { state, effects: [remark('unexpected-joined')] }
  }
  const { self, token, peers } = message
  const { iceServers, remarks } = usable(message)
  const { id, challenge } = state.socket
  const seat: Seat = {
    self,
    token,
    challenge,
    nextSeq: 1,
    outbox: [],
    outboxBytes: 0,
    waiting: [],
    received: 0,
    unacknowledged: 0,
  }
  return {
    state: {
      ...state,
      seat,
      everSeated: true,
      attempt: 0,
      socket: { status: 'open', id, handshake: 'seated' },
    },
    effects: [
      ...remarks,
      { type: 'clear-timer', timer: 'answer' },
      { type: 'emit', event: { type: 'seated', self, peers, iceServers, again: state.everSeated } },
      status,
    ],
  }
}

function resumed(state: SignalingState, message: ResumedMessage): SignalingStep {
  const { socket, seat } = state
  if (socket.status !== 'open' || socket.handshake !== 'resuming' || !seat) {
    return { state, effects: [remark('unexpected-resumed')] }
  }
  const kept = fillOutbox(withoutReceived(seat, message.received))
  const { iceServers, remarks } = usable(message)
  return {
    state: {
      ...state,
      attempt: 0,
      seat: { ...kept, unacknowledged: 0 },
      socket: { ...socket, handshake: 'seated' },
    },
    effects: [
      ...remarks,
      { type: 'clear-timer', timer: 'answer' },
      ...kept.outbox.map((signal): SignalingEffect => ({
        type: 'transmit',
        socket: socket.id,
        message: signal,
      })),
      ...(kept.outbox.length > 0 ? [deliveryTimer] : []),
      { type: 'emit', event: { type: 'resumed', iceServers } },
      status,
    ],
  }
}

function acknowledged(state: SignalingState, received: number): SignalingStep {
  if (!state.seat) return stay(state)
  const seat = withoutReceived(state.seat, received)
  if (seat.outbox.length === state.seat.outbox.length) return stay(state)
  const timer: SignalingEffect =
    seat.outbox.length > 0 ? deliveryTimer : { type: 'clear-timer', timer: 'delivery' }
  const more = sendWaiting({ ...state, seat })
  return { state: more.state, effects: [timer, ...more.effects] }
}

/** Passes on what has its turn, once; acknowledges after 16 messages or 1 s, whichever comes first. */
function inOrder(
  state: SignalingState,
  seq: number,
  event: SignalingEvent,
  context: SignalingContext,
): SignalingStep {
  const { seat, socket } = state
  if (!seat || socket.status !== 'open' || socket.handshake !== 'seated') {
    return { state, effects: [remark('message-without-seat')] }
  }
  // Processed before the connection was lost: the acknowledgement did not get through. Say it again.
  if (seq <= seat.received) {
    const unacknowledged = Math.max(1, seat.unacknowledged)
    return { state: { ...state, seat: { ...seat, unacknowledged } }, effects: [ackTimer] }
  }
  if (seq > seat.received + 1) {
    // The server never leaves a gap; resuming makes it send what is missing.
    return lose(state, { code: 'server-silent' }, context)
  }
  const unacknowledged = seat.unacknowledged + 1
  const emit: SignalingEffect = { type: 'emit', event }
  if (unacknowledged < ackAfterMessages) {
    return {
      state: { ...state, seat: { ...seat, received: seq, unacknowledged } },
      effects: unacknowledged === 1 ? [ackTimer, emit] : [emit],
    }
  }
  return {
    state: { ...state, seat: { ...seat, received: seq, unacknowledged: 0 } },
    effects: [
      { type: 'clear-timer', timer: 'ack' },
      { type: 'transmit', socket: socket.id, message: { type: 'ack', received: seq } },
      emit,
    ],
  }
}

function failed(state: SignalingState, message: ErrorMessage, context: SignalingContext): SignalingStep {
  const { socket, goal } = state
  const { code } = message
  const error = message.retryAfterMs === undefined ? { code } : { code, retryAfterMs: message.retryAfterMs }
  const entering =
    socket.status === 'open' && (socket.handshake === 'joining' || socket.handshake === 'resuming')

  switch (code) {
    case 'resume-expired':
      if (!entering || goal.type !== 'seat') return remarkOn(state, code)
      // The same connection will do: enter afresh, under a new id.
      return join({ ...state, seat: undefined }, socket.id, goal, context)
    case 'overflow':
      return lose({ ...state, seat: undefined }, error, context)
    case 'unsupported-version':
    case 'unauthorized':
      return refuse(state, error)
    case 'room-full':
    case 'bad-message':
      // Mid-call the people are still connected to each other: keep asking for a seat.
      if (entering) return state.everSeated ? lose(state, error, context) : refuse(state, error)
      return remarkOn(state, code)
    case 'server-full':
    case 'rate-limited':
    case 'internal':
      return entering ? lose(state, error, context) : remarkOn(state, code)
    case 'not-joined':
    case 'already-joined':
    case 'unknown-peer':
    case 'too-large':
      return remarkOn(state, code)
    default:
      return assertNever(code)
  }
}

function remarkOn(state: SignalingState, code: string): SignalingStep {
  return { state, effects: [remark(code)] }
}
