import type { PeerId } from '../protocol/index.ts'

export type ClientSessionState =
  /** The client has no seat. */
  | { readonly status: 'unjoined' }
  /** A join or resume is in progress. Further messages are queued. */
  | { readonly status: 'joining'; readonly waiting: Buffer[] }
  | { readonly status: 'joined'; readonly self: PeerId }
  /** Closing or closed. Further messages are ignored. */
  | { readonly status: 'closed' }

/** Size of the messages queued while joining. Bytes. */
export function waitingBytes(state: ClientSessionState): number {
  return state.status === 'joining' ? state.waiting.reduce((bytes, { length }) => bytes + length, 0) : 0
}
