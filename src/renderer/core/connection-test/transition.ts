import { closeCodes, type ServerMessage } from '@visavis/signaling-server/protocol'
import { parseServerAddress } from '../../../shared/server-address.ts'
import { hasRelay, hasStun, onlyStun, usableIceServers } from '../signaling/ice-servers.ts'
import type { Step, TimerEffect } from '../lib/machine.ts'
import { assertNever } from '../lib/assert-never.ts'
import type { TestEffect, TestTimer } from './effects.ts'
import type { TestEvent } from './events.ts'
import {
  initialTestState,
  stepNames,
  type StepName,
  type StepState,
  type TestProblem,
  type TestState,
  type TestTarget,
} from './state.ts'

export type TestStep = Step<TestState, TestEffect | TimerEffect<TestTimer>>

/** Time comes in from outside. */
export interface TestContext {
  /** Unix time, ms. */
  now(): number
}

/**
 * How long a step may take, ms. A TURN server that refuses a credential can stay silent for 40 s, and so can a firewall:
 * a person at a button waits for neither.
 */
const stepTimeoutMs = 8_000

const stepTimer: TimerEffect<TestTimer> = { type: 'set-timer', timer: 'step', ms: stepTimeoutMs }
const clearStepTimer: TimerEffect<TestTimer> = { type: 'clear-timer', timer: 'step' }

/** Closes what a test can have open. */
const release: readonly TestEffect[] = [{ type: 'close-socket' }, { type: 'stop-gathering' }]

/** The connection test as a pure function: each step as far as it has come. */
export function transition(state: TestState, event: TestEvent, context: TestContext): TestStep {
  const now = context.now()
  switch (event.type) {
    case 'start':
      return start(event.target, now)
    case 'opened':
      if (running(state) !== 'server') return stay(state)
      return {
        state: {
          ...withStep(withStep(state, 'server', { status: 'ok' }), 'welcome', { status: 'running' }),
          askedAt: now,
        },
        effects: [{ type: 'join' }, stepTimer],
      }
    case 'received':
      return received(state, event.message, now)
    case 'closed':
      return closed(state, event.code)
    case 'candidate':
      return event.kind === { stun: 'srflx', turn: 'relay' }[probing(state) ?? 'stun']
        ? found(state, now)
        : stay(state)
    case 'ice-error':
      return stay(probing(state) ? { ...state, iceError: event.code } : state)
    case 'gathered':
      return gathered(state, now)
    case 'timer':
      return timeout(state, now)
    case 'dispose':
      return { state: initialTestState, effects: release }
    default:
      return assertNever(event)
  }
}

function start(target: TestTarget, now: number): TestStep {
  const state = { ...initialTestState, askedAt: now }
  const server = serverOf(target)
  if (!server) return stay(withStep(state, 'address', { status: 'failed', problem: 'address-unreadable' }))
  return {
    state: withStep(withStep(state, 'address', { status: 'ok' }), 'server', { status: 'running' }),
    effects: [{ type: 'open-socket', server }, stepTimer],
  }
}

function serverOf(target: TestTarget) {
  if (target.type === 'server') return target.server
  const url = parseServerAddress(target.address)?.signalingUrl
  return url === undefined ? undefined : { url, accessToken: target.accessToken }
}

function received(state: TestState, message: ServerMessage, now: number): TestStep {
  if (running(state) !== 'welcome') return stay(state)
  if (message.type === 'error') return fail(state, 'welcome', message.code)
  if (message.type !== 'joined') return stay(state)
  const welcomed = withStep({ ...state, iceServers: usableIceServers(message.iceServers) }, 'welcome', {
    status: 'ok',
    ms: Math.max(0, now - state.askedAt),
  })
  const next = probe(welcomed, 'stun', now)
  return {
    state: next.state,
    effects: [{ type: 'transmit', message: { type: 'leave' } }, { type: 'close-socket' }, ...next.effects],
  }
}

function closed(state: TestState, code: number): TestStep {
  switch (running(state)) {
    case 'server':
      return fail(state, 'server', code === closeCodes.unauthorized ? 'unauthorized' : 'server-unreachable')
    case 'welcome':
      return fail(state, 'welcome', closeProblems.get(code) ?? 'server-unreachable')
    default:
      return stay(state)
  }
}

const closeProblems: ReadonlyMap<number, TestProblem> = new Map([
  [closeCodes.unauthorized, 'unauthorized'],
  [closeCodes.protocol, 'unsupported-version'],
])

/** Tries what the server has of this kind, or goes on where it has nothing. */
function probe(state: TestState, step: 'stun' | 'turn', now: number): TestStep {
  const { iceError: _old, ...fresh } = state
  const has = step === 'stun' ? hasStun(state.iceServers) : hasRelay(state.iceServers)
  if (!has) return after(withStep(fresh, step, { status: 'absent' }), step, now)
  const iceServers = step === 'stun' ? onlyStun(state.iceServers) : state.iceServers
  return {
    state: { ...withStep(fresh, step, { status: 'running' }), askedAt: now },
    effects: [{ type: 'gather', iceServers, relayOnly: step === 'turn' }, stepTimer],
  }
}

/** What comes after a probe: the next, or the end. */
function after(state: TestState, step: 'stun' | 'turn', now: number): TestStep {
  return step === 'stun' ? probe(state, 'turn', now) : { state, effects: [clearStepTimer] }
}

function settleProbe(state: TestState, step: 'stun' | 'turn', outcome: StepState, now: number): TestStep {
  const next = after(withStep(state, step, outcome), step, now)
  return { state: next.state, effects: [{ type: 'stop-gathering' }, ...next.effects] }
}

function found(state: TestState, now: number): TestStep {
  const step = probing(state)
  if (!step) return stay(state)
  return settleProbe(state, step, { status: 'ok', ms: Math.max(0, now - state.askedAt) }, now)
}

function gathered(state: TestState, now: number): TestStep {
  const step = probing(state)
  if (!step) return stay(state)
  // An address that STUN sees unchanged is told no second time: there is no router between.
  if (step === 'stun' && state.iceError === undefined) return found(state, now)
  return settleProbe(state, step, { status: 'failed', problem: probeProblem(state, step) }, now)
}

function timeout(state: TestState, now: number): TestStep {
  const step = running(state)
  switch (step) {
    case 'server':
      return fail(state, step, 'server-unreachable')
    case 'welcome':
      return fail(state, step, 'server-silent')
    case 'stun':
    case 'turn':
      return settleProbe(state, step, { status: 'failed', problem: probeProblem(state, step) }, now)
    default:
      return stay(state)
  }
}

function probeProblem({ iceError }: TestState, step: 'stun' | 'turn'): TestProblem {
  if (step === 'stun') return 'stun-silent'
  // 401 Unauthorized, 403 Forbidden, 441 Wrong Credentials, 486 Quota Reached: it is there and says no.
  return iceError !== undefined && iceError < 700 ? 'turn-refused' : 'turn-silent'
}

function fail(state: TestState, step: StepName, problem: TestProblem): TestStep {
  return {
    state: withStep(state, step, { status: 'failed', problem }),
    effects: [{ type: 'close-socket' }, clearStepTimer],
  }
}

function running({ steps }: TestState): StepName | undefined {
  return stepNames.find((name) => steps[name].status === 'running')
}

function probing(state: TestState): 'stun' | 'turn' | undefined {
  const step = running(state)
  return step === 'stun' || step === 'turn' ? step : undefined
}

function withStep(state: TestState, step: StepName, outcome: StepState): TestState {
  return { ...state, steps: { ...state.steps, [step]: outcome } }
}

function stay(state: TestState): TestStep {
  return { state, effects: [] }
}
