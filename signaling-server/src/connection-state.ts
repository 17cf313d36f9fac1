import type { PeerId } from './protocol/index.ts'

export type ConnectionState =
  /** No seat yet, or none any more. */
  | { readonly at: 'door' }
  /** A seat was asked for; what the client says meanwhile waits. */
  | { readonly at: 'entering'; readonly waiting: Buffer[] }
  | { readonly at: 'seat'; readonly self: PeerId }
  /** Closing or closed: nothing is listened to. */
  | { readonly at: 'end' }
