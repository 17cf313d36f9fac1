import { encode, parseServerMessage } from '@visavis/signaling-server/protocol'
import { base64url } from '../base64url.ts'
import type { Dispose } from '../handles.ts'
import type { Clock, Random } from '../ports/clock.ts'
import type { IceProbe } from '../ports/ice-probe.ts'
import type { OpenSocket, SignalingServer, Socket } from '../ports/socket.ts'
import { assertNever } from '../step.ts'
import { createTimers } from '../timers.ts'
import type { TestEffect, TestInput, TestSteps, TestTarget } from './state.ts'
import { initialTestState, testTransition } from './transition.ts'

export interface ConnectionTest {
  /** Calls back at once and at each step; ends by itself, or when disposed, and leaves nothing open. */
  run(target: TestTarget, listener: (steps: TestSteps) => void): Dispose
}

export interface ConnectionTestPorts {
  openSocket(server: SignalingServer): OpenSocket
  readonly probe: IceProbe
  readonly clock: Clock
  readonly random: Random
}

/** Performs what the pure test asks for: a room of its own on the server, and its ICE servers. */
export function createConnectionTest(ports: ConnectionTestPorts): ConnectionTest {
  return { run: (target, listener) => runTest(ports, target, listener) }
}

function runTest(
  ports: ConnectionTestPorts,
  target: TestTarget,
  listener: (steps: TestSteps) => void,
): Dispose {
  let state = initialTestState
  let socket: Socket | undefined
  let stopGathering: Dispose | undefined
  const timers = createTimers<'step'>(ports.clock, () => {
    feed({ type: 'timeout' })
  })

  function feed(input: TestInput): void {
    const before = state.steps
    const step = testTransition(state, input, ports.clock.now())
    state = step.state
    for (const effect of step.effects) perform(effect)
    if (state.steps !== before) listener(state.steps)
  }

  function perform(effect: TestEffect): void {
    switch (effect.type) {
      case 'open-socket':
        open(effect.server)
        return
      case 'join': {
        // Nobody else can be in a room whose name was made up just now.
        const room = base64url(ports.random.bytes(16))
        socket?.send(encode({ type: 'join', room, presence: 'listen' }))
        return
      }
      case 'transmit':
        socket?.send(encode(effect.message))
        return
      case 'close-socket':
        socket?.close()
        socket = undefined
        return
      case 'gather':
        stopGathering = ports.probe.gather(effect.iceServers, effect.relayOnly, {
          candidate: (kind) => {
            feed({ type: 'candidate', kind })
          },
          error: (code) => {
            feed({ type: 'ice-error', code })
          },
          done: () => {
            feed({ type: 'gathered' })
          },
        })
        return
      case 'stop-gathering':
        stopGathering?.()
        stopGathering = undefined
        return
      case 'set-timeout':
        timers.set('step', effect.ms)
        return
      case 'clear-timeout':
        timers.clear('step')
        return
      default:
        assertNever(effect)
    }
  }

  function open(server: SignalingServer): void {
    socket = ports.openSocket(server)({
      opened: () => {
        feed({ type: 'opened' })
      },
      text: (text) => {
        const parsed = parseServerMessage(text)
        if (parsed.ok) feed({ type: 'received', message: parsed.message })
      },
      closed: (code) => {
        socket = undefined
        feed({ type: 'closed', code })
      },
    })
  }

  feed({ type: 'start', target })
  return () => {
    for (const type of ['close-socket', 'stop-gathering', 'clear-timeout'] as const) perform({ type })
  }
}
