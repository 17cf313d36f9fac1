import { encode, parseServerMessage } from '@visavis/signaling-server/protocol'
import { base64url } from '../lib/base64url.ts'
import type { Dispose } from '../lib/dispose.ts'
import { createMachine } from '../lib/machine.ts'
import type { Clock, Random } from '../lib/clock.ts'
import type { IceProbe } from '../ports/ice-probe.ts'
import type { Logger } from '../lib/logger.ts'
import type { OpenSocket, SignalingServer, Socket } from '../ports/socket.ts'
import { assertNever } from '../lib/assert-never.ts'
import type { TestEffect, TestTimer } from './effects.ts'
import type { TestEvent } from './events.ts'
import { initialTestState, type TestState, type TestSteps, type TestTarget } from './state.ts'
import { transition, type TestContext } from './transition.ts'

export interface ConnectionTest {
  /** Calls back at once and at each step; ends by itself, or when disposed, and leaves nothing open. */
  run(target: TestTarget, listener: (steps: TestSteps) => void): Dispose
}

export interface ConnectionTestPorts {
  openSocket(server: SignalingServer): OpenSocket
  readonly probe: IceProbe
  readonly clock: Clock
  readonly random: Random
  readonly logger: Logger
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
  let socket: Socket | undefined
  let stopGathering: Dispose | undefined
  let disposed = false
  const machine = createMachine<TestState, TestEvent, TestEffect, TestContext, TestTimer>(
    { name: 'connection-test', initial: initialTestState, transition },
    {
      context: { now: () => ports.clock.now() },
      clock: ports.clock,
      logger: ports.logger,
      perform,
      changed: (state, before) => {
        if (!disposed && state.steps !== before.steps) listener(state.steps)
      },
    },
  )

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
            machine.send({ type: 'candidate', kind })
          },
          error: (code) => {
            machine.send({ type: 'ice-error', code })
          },
          done: () => {
            machine.send({ type: 'gathered' })
          },
        })
        return
      case 'stop-gathering':
        stopGathering?.()
        stopGathering = undefined
        return
      default:
        assertNever(effect)
    }
  }

  function open(server: SignalingServer): void {
    socket = ports.openSocket(server)({
      opened: () => {
        machine.send({ type: 'opened' })
      },
      text: (text) => {
        const parsed = parseServerMessage(text)
        if (parsed.ok) machine.send({ type: 'received', message: parsed.message })
      },
      closed: (code) => {
        socket = undefined
        machine.send({ type: 'closed', code })
      },
    })
  }

  machine.send({ type: 'start', target })
  return () => {
    disposed = true
    machine.dispose()
  }
}
