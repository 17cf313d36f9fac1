import { ackAfterMs, type Challenge } from '@visavis/signaling-server/protocol'
import type { Step } from '../lib/machine.ts'
import type { SignalingEffect, SignalingState } from './state.ts'

/** Chance and time come in from outside, so that a test decides both. */
export interface SignalingContext {
  /** Uniform in [0, 1). */
  random(): number
  /** Unix time, ms. */
  now(): number
  /** For one seat: 16 bytes that nobody can foresee, base64url. */
  newChallenge(): Challenge
}

export type SignalingStep = Step<SignalingState, SignalingEffect>

export function stay(state: SignalingState): SignalingStep {
  return { state, effects: [] }
}

/** How long a server may take to answer `join` or `resume`, ms. */
const answerTimeoutMs = 10_000
/** How long signals may stay unacknowledged, ms: the server's 1 s, a slow path, and its rate limit's delay. */
const deliveryTimeoutMs = 10_000

export const status: SignalingEffect = { type: 'emit', event: { type: 'status' } }
export const answerTimer: SignalingEffect = { type: 'set-timer', timer: 'answer', ms: answerTimeoutMs }
export const deliveryTimer: SignalingEffect = { type: 'set-timer', timer: 'delivery', ms: deliveryTimeoutMs }
export const ackTimer: SignalingEffect = { type: 'set-timer', timer: 'ack', ms: ackAfterMs }

export const clearTimers: readonly SignalingEffect[] = (
  ['retry', 'answer', 'ack', 'delivery', 'drain'] as const
).map((timer) => ({ type: 'clear-timer', timer }))

export function remark(code: string): SignalingEffect {
  return { type: 'emit', event: { type: 'remark', code } }
}
