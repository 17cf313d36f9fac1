import type { RoomCode } from '../../../shared/room-code.ts'

/** What a person can do about the call. */
export type CallCommand =
  /** Home: make a code and go to the lobby. */
  | { readonly type: 'new-call' }
  /** Home, or a link while nothing is going on: go to that room's lobby. */
  | { readonly type: 'open-room'; readonly code: RoomCode }
  /** Lobby: join. */
  | { readonly type: 'enter-call' }
  /** Joining: back to the lobby. Lobby, ended: back home. */
  | { readonly type: 'go-back' }
  /** Joining or in call, waiting for the server: do not wait any longer. */
  | { readonly type: 'retry-now' }
  | { readonly type: 'retry-participant'; readonly key: string }
  | { readonly type: 'hang-up' }
  /** Ended: to the lobby of the same room. */
  | { readonly type: 'rejoin' }
  | { readonly type: 'set-name'; readonly name: string }
  | { readonly type: 'dismiss-error' }
