import type { CallError } from '../ports/errors.ts'
import type { SignalingState } from './state.ts'

/** Where the signaling connection stands. Media does not depend on it once people are connected. */
export type SignalingStatus =
  | { readonly status: 'closed' }
  | { readonly status: 'connecting' }
  | { readonly status: 'open' }
  /** Lost or never reached; tries again at `retryAt` (Unix time, ms). */
  | { readonly status: 'waiting'; readonly retryAt: number; readonly error: CallError }

/** What a person needs to know of the connection to the server. */
export function signalingStatus({ socket, goal }: SignalingState): SignalingStatus {
  switch (socket.status) {
    case 'closed':
      return { status: 'closed' }
    case 'connecting':
      return { status: 'connecting' }
    case 'waiting':
      return { status: 'waiting', retryAt: socket.retryAt, error: socket.error }
    case 'open': {
      const ready = socket.handshake === 'seated' || goal.type === 'warm'
      return { status: ready ? 'open' : 'connecting' }
    }
  }
}
