import type { Challenge, ErrorCode, IceServer, Peer, PeerId, Presence, SeatToken } from '../protocol/index.ts'
import type { ByteMeter } from './unacked-queue.ts'
import type { Frame } from './frame.ts'
import type { ConnectionId } from './room.ts'

/** What happens to a room. `connection` is where it came from; a seat listens to its present connection only. */
export type Command =
  | {
      readonly type: 'join'
      readonly connection: ConnectionId
      /** Fresh random values: rooms have no randomness of their own. */
      readonly self: PeerId
      readonly token: SeatToken
      readonly presence: Presence
      readonly challenge?: Challenge
    }
  | {
      readonly type: 'resume'
      readonly connection: ConnectionId
      readonly self: PeerId
      readonly token: SeatToken
      readonly received: number
    }
  | SignalCommand
  | {
      readonly type: 'ack'
      readonly connection: ConnectionId
      readonly self: PeerId
      readonly received: number
    }
  | {
      readonly type: 'presence'
      readonly connection: ConnectionId
      readonly self: PeerId
      readonly presence: Presence
    }
  | { readonly type: 'leave'; readonly connection: ConnectionId; readonly self: PeerId }
  /** The connection is gone. */
  | { readonly type: 'drop'; readonly connection: ConnectionId; readonly self: PeerId }
  /** Too much is held for its client: the seat is given up, unless another connection has it by now. */
  | { readonly type: 'evict'; readonly connection: ConnectionId; readonly self: PeerId }
  /** A whole process is gone, and with it every connection whose id begins so. */
  | { readonly type: 'lost'; readonly instance: string }
  /** Time has passed; seats held too long are freed. */
  | { readonly type: 'expire' }
  | {
      readonly type: 'ice-servers'
      readonly connection: ConnectionId
      readonly self: PeerId
      readonly iceServers: readonly IceServer[]
    }

export interface SignalCommand {
  readonly type: 'signal'
  readonly connection: ConnectionId
  readonly self: PeerId
  readonly seq: number
  readonly to: PeerId
  /** The data as a JSON string literal, quotes included, so that it is written once and never again. */
  readonly literal: string
  /** UTF-8 bytes of `literal`. */
  readonly bytes: number
}

/** What the shell is to do for one of its connections. */
export type Outgoing =
  /** The next message of the seat's ordered stream. */
  | {
      readonly kind: 'frame'
      readonly connection: ConnectionId
      readonly frame: Frame
    }
  | {
      readonly kind: 'joined'
      readonly connection: ConnectionId
      readonly self: PeerId
      readonly token: SeatToken
      readonly peers: readonly Peer[]
    }
  | {
      readonly kind: 'resumed'
      readonly connection: ConnectionId
      readonly self: PeerId
      readonly received: number
      readonly peers: readonly Peer[]
    }
  /** Everything up to `received` is in; `again`: the client sent something twice and wants to hear it now. */
  | {
      readonly kind: 'received'
      readonly connection: ConnectionId
      readonly received: number
      readonly again: boolean
    }
  | {
      readonly kind: 'error'
      readonly connection: ConnectionId
      readonly code: ErrorCode
      readonly message: string
      readonly ref?: number
      readonly retryAfterMs?: number
    }
  /** Too much of this client's is unacknowledged by somebody: no more is to be read of it until `release`, or for a while. */
  | { readonly kind: 'hold'; readonly connection: ConnectionId }
  | { readonly kind: 'release'; readonly connection: ConnectionId }
  | { readonly kind: 'close'; readonly connection: ConnectionId; readonly code: number }

/** What a step may know besides the room. */
export interface RoomContext {
  /** Milliseconds since the epoch. */
  readonly now: number
  readonly maxPeers: number
  readonly resumeMs: number
  /** What to count a seat's kept messages to, once it is reached over this connection; undefined: nothing. */
  readonly openMeter?: (connection: ConnectionId) => ByteMeter
}

/** What came of a command, besides how the room is now. */
export interface CommandResult {
  readonly outgoing: readonly Outgoing[]
  /** Seats taken and given up by this step, if any, so that the shell can tell which room a seat is in. */
  readonly taken: readonly PeerId[] | undefined
  readonly freed: readonly PeerId[] | undefined
}

/** The command of one type. */
export type CommandOf<Type extends Command['type']> = Extract<Command, { type: Type }>
