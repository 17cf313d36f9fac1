import type { CallError } from '../ports/errors.ts'
import { answerTimer, clearTimers, status, type SignalingContext, type SignalingStep } from './effects.ts'
import { initialSignalingState, type Goal, type SignalingEffect, type SignalingState } from './state.ts'

/** Back-off between attempts, ms: full jitter below a ceiling that doubles from the first to the last. */
const firstCeilingMs = 250
const lastCeilingMs = 10_000

/** Starts a connection; the state must not have one. */
export function open(state: SignalingState): SignalingStep {
  const id = state.nextSocketId
  return {
    state: { ...state, socket: { status: 'connecting', id }, nextSocketId: id + 1 },
    effects: [{ type: 'clear-timer', timer: 'retry' }, { type: 'open-socket', socket: id }, status],
  }
}

/** Asks for a seat, with a challenge that no seat had before. */
export function join(
  state: SignalingState,
  socket: number,
  { room, presence }: Extract<Goal, { type: 'seat' }>,
  context: SignalingContext,
): SignalingStep {
  const challenge = context.newChallenge()
  return {
    state: { ...state, socket: { status: 'open', id: socket, handshake: 'joining', challenge } },
    effects: [
      { type: 'transmit', socket, message: { type: 'join', room, presence, challenge } },
      answerTimer,
    ],
  }
}

/** The connection is gone, or must go: wait a little and try again. What is in the outbox stays. */
export function lose(state: SignalingState, error: CallError, context: SignalingContext): SignalingStep {
  const ceiling = Math.min(lastCeilingMs, firstCeilingMs * 2 ** state.attempt)
  const ms = Math.max(error.retryAfterMs ?? 0, Math.round(context.random() * ceiling))
  return {
    state: {
      ...state,
      attempt: state.attempt + 1,
      socket: { status: 'waiting', retryAt: context.now() + ms, error },
    },
    effects: [...abandon(state), ...clearTimers, { type: 'set-timer', timer: 'retry', ms }, status],
  }
}

/** The server's answer is final: stop, and say why. */
export function refuse(state: SignalingState, error: CallError): SignalingStep {
  return {
    state: { ...initialSignalingState, nextSocketId: state.nextSocketId },
    effects: [...abandon(state), ...clearTimers, status, { type: 'emit', event: { type: 'refused', error } }],
  }
}

function abandon(state: SignalingState): SignalingEffect[] {
  const { socket } = state
  return socket.status === 'open' || socket.status === 'connecting'
    ? [{ type: 'close-socket', socket: socket.id }]
    : []
}
