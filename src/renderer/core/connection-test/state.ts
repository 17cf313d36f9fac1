import type { IceServer } from '@visavis/signaling-server/protocol'
import type { ErrorCode } from '../ports/errors.ts'
import type { SignalingServer } from '../ports/socket.ts'

/** In the order in which they are tried: each needs the one before, but for the last two. */
export const stepNames = ['address', 'server', 'welcome', 'stun', 'turn'] as const
export type StepName = (typeof stepNames)[number]

/** Why a step failed: an error that calls know too, or one of its own. */
export type TestProblem = ErrorCode | 'address-unreadable' | 'stun-silent' | 'turn-refused' | 'turn-silent'

export type StepState =
  | { readonly status: 'waiting' }
  | { readonly status: 'running' }
  /** `ms`: how long the answer took. */
  | { readonly status: 'ok'; readonly ms?: number }
  /** The server has none of it, which is no failure. */
  | { readonly status: 'absent' }
  | { readonly status: 'failed'; readonly problem: TestProblem }

export type TestSteps = Readonly<Record<StepName, StepState>>

/** What is tested: the server that is set, or one as somebody types it. */
export type TestTarget =
  | { readonly type: 'server'; readonly server: SignalingServer }
  | { readonly type: 'typed'; readonly address: string; readonly accessToken?: string | undefined }

export interface TestState {
  readonly steps: TestSteps
  readonly iceServers: readonly IceServer[]
  /** When what is waited for was asked; Unix time, ms. */
  readonly askedAt: number
  /** A server of the present step answered with an error; undefined: none did. */
  readonly iceError?: number
}

const waiting: StepState = { status: 'waiting' }

export const initialTestState: TestState = {
  steps: { address: waiting, server: waiting, welcome: waiting, stun: waiting, turn: waiting },
  iceServers: [],
  askedAt: 0,
}
