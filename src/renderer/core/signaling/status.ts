import type { SignalingStatus } from '../call/state.ts'
import type { SignalingState } from './state.ts'

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
