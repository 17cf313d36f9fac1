import { encode, parseServerMessage } from '@visavis/signaling-server/protocol'
import { base64url } from '../lib/base64url.ts'
import type { Clock, Random } from '../lib/clock.ts'
import type { Logger } from '../lib/logger.ts'
import type { OpenSocket, Socket } from '../ports/socket.ts'
import { assertNever } from '../lib/assert-never.ts'
import { createTimers } from '../lib/timers.ts'
import type { SignalingContext } from './effects.ts'
import {
  initialSignalingState,
  type SignalingEffect,
  type SignalingEvent,
  type SignalingInput,
  type SignalingState,
  type SignalingTimer,
} from './state.ts'
import { transition } from './transition.ts'

export interface SignalingSession {
  readonly state: SignalingState
  send(input: Extract<SignalingInput, { type: 'warm' | 'join' | 'send' | 'leave' | 'wake' }>): void
}

export interface SignalingSessionPorts {
  readonly openSocket: OpenSocket
  readonly clock: Clock
  readonly random: Random
  readonly logger: Logger
}

/** Performs what the pure signaling machine asks for. `leave` frees everything it holds. */
export function createSignalingSession(
  ports: SignalingSessionPorts,
  onEvent: (event: SignalingEvent) => void,
): SignalingSession {
  const { clock, logger } = ports
  let state: SignalingState = initialSignalingState
  const sockets = new Map<number, Socket>()
  const timers = createTimers<SignalingTimer>(clock, (timer) => {
    feed({ type: 'timer', timer })
  })
  const context: SignalingContext = {
    random: () => ports.random.unit(),
    now: () => clock.now(),
    newChallenge: () => base64url(ports.random.bytes(16)),
  }

  function feed(input: SignalingInput): void {
    const step = transition(state, input, context)
    state = step.state
    for (const effect of step.effects) perform(effect)
  }

  function perform(effect: SignalingEffect): void {
    switch (effect.type) {
      case 'open-socket':
        return openSocket(effect.socket)
      case 'close-socket':
        sockets.get(effect.socket)?.close()
        sockets.delete(effect.socket)
        return
      case 'transmit':
        sockets.get(effect.socket)?.send(encode(effect.message))
        return
      case 'set-timer':
        timers.set(effect.timer, effect.ms)
        return
      case 'clear-timer':
        timers.clear(effect.timer)
        return
      case 'emit':
        if (effect.event.type === 'remark') logger.info('signaling-remark', { code: effect.event.code })
        onEvent(effect.event)
        return
      default:
        assertNever(effect)
    }
  }

  function openSocket(socket: number): void {
    sockets.set(
      socket,
      ports.openSocket({
        opened: () => {
          feed({ type: 'opened', socket })
        },
        text: (text) => {
          const parsed = parseServerMessage(text)
          if (parsed.ok) feed({ type: 'received', socket, message: parsed.message })
          else logger.warn('server-message-dropped', { problem: parsed.problem, length: text.length })
        },
        closed: (code) => {
          sockets.delete(socket)
          logger.info('socket-closed', { code })
          feed({ type: 'closed', socket, code })
        },
      }),
    )
  }

  return {
    get state() {
      return state
    },
    send: feed,
  }
}
