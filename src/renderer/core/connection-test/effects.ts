import type { ClientMessage, IceServer } from '@visavis/signaling-server/protocol'
import type { SignalingServer } from '../ports/socket.ts'

/** The only timer: the time limit of the present step. */
export type TestTimer = 'step'

export type TestEffect =
  | { readonly type: 'open-socket'; readonly server: SignalingServer }
  | { readonly type: 'join' }
  | { readonly type: 'transmit'; readonly message: ClientMessage }
  | { readonly type: 'close-socket' }
  | { readonly type: 'gather'; readonly iceServers: readonly IceServer[]; readonly relayOnly: boolean }
  | { readonly type: 'stop-gathering' }
