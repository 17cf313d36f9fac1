import { closeCodes } from '@visavis/signaling-server/protocol'
import { assertNever } from '../lib/assert-never.ts'
import {
  answerTimer,
  clearTimers,
  stay,
  status,
  type SignalingContext,
  type SignalingStep,
} from './effects.ts'
import { send } from './outgoing.ts'
import { receive } from './receive.ts'
import { join, lose, open, refuse } from './socket.ts'
import {
  initialSignalingState,
  type Goal,
  type SignalingEffect,
  type SignalingInput,
  type SignalingState,
  type SignalingTimer,
} from './state.ts'

/**
 * The client's half of the signaling protocol: connects, joins, resumes, resends, acknowledges, backs off.
 * Pure; the session in signaling/session.ts performs the effects. See docs/protocol.md, "Delivery".
 */
export function transition(
  state: SignalingState,
  input: SignalingInput,
  context: SignalingContext,
): SignalingStep {
  switch (input.type) {
    case 'warm':
      return state.goal.type === 'seat' ? stay(state) : pursue(state, { type: 'warm' }, context)
    case 'join':
      return pursue(state, { type: 'seat', room: input.room, presence: input.presence }, context)
    case 'send':
      return send(state, input.to, input.data)
    case 'leave':
      return leave(state)
    case 'wake':
      return wake(state, context)
    case 'opened':
      return isCurrent(state, input.socket) ? greet(state, input.socket, context) : stay(state)
    case 'received':
      return isCurrent(state, input.socket) ? receive(state, input.message, context) : stay(state)
    case 'closed':
      return isCurrent(state, input.socket) ? closed(state, input.code, context) : stay(state)
    case 'timer':
      return due(state, input.timer, context)
    default:
      return assertNever(input)
  }
}

function isCurrent(state: SignalingState, socket: number): boolean {
  const current = state.socket
  return (current.status === 'connecting' || current.status === 'open') && current.id === socket
}

function pursue(before: SignalingState, goal: Goal, context: SignalingContext): SignalingStep {
  const state = { ...before, goal }
  switch (state.socket.status) {
    case 'closed':
      return open(state)
    case 'waiting': {
      // A person who presses Join does not wait for the rest of a back-off that began in the lobby.
      return goal.type === 'seat' ? open(state) : stay(state)
    }
    case 'connecting':
      return stay(state)
    case 'open':
      return state.socket.handshake === 'none' ? greet(state, state.socket.id, context) : stay(state)
  }
}

/** The first message on an open socket: the one that takes our seat, old or new. */
function greet(state: SignalingState, socket: number, context: SignalingContext): SignalingStep {
  const { seat, goal } = state
  if (goal.type !== 'seat') {
    return {
      state: { ...state, attempt: 0, socket: { status: 'open', id: socket, handshake: 'none' } },
      effects: [status],
    }
  }
  if (!seat) {
    const joining = join(state, socket, goal, context)
    return { state: joining.state, effects: [...joining.effects, status] }
  }
  const { self, token, received } = seat
  return {
    state: { ...state, socket: { status: 'open', id: socket, handshake: 'resuming' } },
    effects: [
      { type: 'transmit', socket, message: { type: 'resume', self, token, received } },
      answerTimer,
      status,
    ],
  }
}

function leave(state: SignalingState): SignalingStep {
  const { socket } = state
  const goodbye: SignalingEffect[] = []
  if (socket.status === 'open' && socket.handshake === 'seated') {
    goodbye.push({ type: 'transmit', socket: socket.id, message: { type: 'leave' } })
  }
  if (socket.status === 'open' || socket.status === 'connecting') {
    goodbye.push({ type: 'close-socket', socket: socket.id })
  }
  return {
    state: { ...initialSignalingState, nextSocketId: state.nextSocketId },
    effects: [...goodbye, ...clearTimers, status],
  }
}

function wake(state: SignalingState, context: SignalingContext): SignalingStep {
  if (state.goal.type === 'none') return stay(state)
  switch (state.socket.status) {
    case 'connecting':
      return stay(state)
    case 'waiting':
    case 'closed':
      return open(state)
    case 'open': {
      // It may look open and be dead; a resume costs one round trip and loses nothing.
      const lost = lose(state, { code: 'server-unreachable' }, context)
      const opened = open({ ...lost.state, attempt: 0 })
      return { state: opened.state, effects: [...lost.effects, ...opened.effects] }
    }
  }
}

function closed(state: SignalingState, code: number, context: SignalingContext): SignalingStep {
  switch (code) {
    case closeCodes.takenOver:
      return refuse(state, { code: 'seat-taken' })
    case closeCodes.unauthorized:
      return refuse(state, { code: 'unauthorized' })
    case closeCodes.protocol:
      // It did not understand us. Whoever is in a call enters afresh; whoever is not had better be told.
      if (!state.everSeated) return refuse(state, { code: 'bad-message' })
      return lose({ ...state, seat: undefined }, { code: 'bad-message' }, context)
    case closeCodes.overflow:
      return lose({ ...state, seat: undefined }, { code: 'overflow' }, context)
  }
  const idle = state.socket.status === 'open' && state.socket.handshake === 'none'
  if (state.goal.type === 'warm' && idle) {
    return { state: { ...state, socket: { status: 'closed' } }, effects: [...clearTimers, status] }
  }
  return lose(state, { code: 'server-unreachable' }, context)
}

function due(state: SignalingState, timer: SignalingTimer, context: SignalingContext): SignalingStep {
  switch (timer) {
    case 'retry':
      return state.socket.status === 'waiting' ? open(state) : stay(state)
    case 'answer':
    case 'delivery':
      return state.socket.status === 'open' ? lose(state, { code: 'server-silent' }, context) : stay(state)
    case 'drain':
      return wake(state, context)
    case 'ack': {
      const { seat, socket } = state
      if (!seat || seat.unacknowledged === 0) return stay(state)
      if (socket.status !== 'open' || socket.handshake !== 'seated') return stay(state)
      return {
        state: { ...state, seat: { ...seat, unacknowledged: 0 } },
        effects: [{ type: 'transmit', socket: socket.id, message: { type: 'ack', received: seat.received } }],
      }
    }
  }
}
