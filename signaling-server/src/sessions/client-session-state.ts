import type { PeerId } from '../protocol/index.ts'

export type ConnectionState =
  /** No seat yet, or none any more. */
  | { readonly at: 'door' }
  /** A seat was asked for; what the client says meanwhile waits. */
  | { readonly at: 'entering'; readonly waiting: Buffer[] }
  | { readonly at: 'seat'; readonly self: PeerId }
  /** Closing or closed: nothing is listened to. */
  | { readonly at: 'end' }

/** What waits until the client has its answer. Bytes. */
export function waitingBytes(state: ConnectionState): number {
  return state.at === 'entering' ? state.waiting.reduce((bytes, { length }) => bytes + length, 0) : 0
}
