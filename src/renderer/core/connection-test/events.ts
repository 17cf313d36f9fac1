import type { ServerMessage } from '@visavis/signaling-server/protocol'
import type { DisposeEvent, TimerEvent } from '../lib/machine.ts'
import type { CandidateKind } from '../ports/ice-probe.ts'
import type { TestTimer } from './effects.ts'
import type { TestTarget } from './state.ts'

export type TestEvent =
  | { readonly type: 'start'; readonly target: TestTarget }
  | { readonly type: 'opened' }
  | { readonly type: 'received'; readonly message: ServerMessage }
  | { readonly type: 'closed'; readonly code: number }
  | { readonly type: 'candidate'; readonly kind: CandidateKind }
  | { readonly type: 'ice-error'; readonly code: number }
  | { readonly type: 'gathered' }
  /** The present step has taken too long. */
  | TimerEvent<TestTimer>
  | DisposeEvent
