import type { ClientMessage, IceServer, ServerMessage } from '@visavis/signaling-server/protocol'
import type { ErrorCode } from '../errors.ts'
import type { CandidateKind } from '../ports/ice-probe.ts'
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

export type TestInput =
  | { readonly type: 'start'; readonly target: TestTarget }
  | { readonly type: 'opened' }
  | { readonly type: 'received'; readonly message: ServerMessage }
  | { readonly type: 'closed'; readonly code: number }
  | { readonly type: 'candidate'; readonly kind: CandidateKind }
  | { readonly type: 'ice-error'; readonly code: number }
  | { readonly type: 'gathered' }
  /** The present step has taken too long. */
  | { readonly type: 'timeout' }

export type TestEffect =
  | { readonly type: 'open-socket'; readonly server: SignalingServer }
  | { readonly type: 'join' }
  | { readonly type: 'transmit'; readonly message: ClientMessage }
  | { readonly type: 'close-socket' }
  | { readonly type: 'gather'; readonly iceServers: readonly IceServer[]; readonly relayOnly: boolean }
  | { readonly type: 'stop-gathering' }
  | { readonly type: 'set-timeout'; readonly ms: number }
  | { readonly type: 'clear-timeout' }
