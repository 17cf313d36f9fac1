import type {
  Challenge,
  ClientMessage,
  ClientSignalMessage,
  IceServer,
  Peer,
  PeerId,
  Presence,
  RoomId,
  SeatToken,
  ServerMessage,
} from '@visavis/signaling-server/protocol'
import type { CallError } from '../ports/errors.ts'

/** What the owner of the connection wants of it. */
export type Goal =
  | { readonly type: 'none' }
  /** A connection that is open when Join is pressed; the server may close it, nobody minds. */
  | { readonly type: 'warm' }
  | { readonly type: 'seat'; readonly room: RoomId; readonly presence: Presence }

/** `id` tells sockets apart, so that what an abandoned one still says is ignored. */
export type SocketState =
  | { readonly status: 'closed' }
  | { readonly status: 'connecting'; readonly id: number }
  | {
      readonly status: 'open'
      readonly id: number
      readonly handshake: 'none' | 'resuming' | 'seated'
    }
  | {
      readonly status: 'open'
      readonly id: number
      readonly handshake: 'joining'
      /** Of the seat we asked for. */
      readonly challenge: Challenge
    }
  | { readonly status: 'waiting'; readonly retryAt: number; readonly error: CallError }

/** Our place in the room and both ordered streams of it (protocol, "Delivery"). */
export interface Seat {
  readonly self: PeerId
  readonly token: SeatToken
  /** What others include in all that they seal for this seat. */
  readonly challenge: Challenge
  /** `seq` of the next signal we send. */
  readonly nextSeq: number
  /** Sent or waiting to be sent, and not acknowledged: what a resume sends again. */
  readonly outbox: readonly ClientSignalMessage[]
  readonly outboxBytes: number
  /** Waits for room in the outbox, oldest first. */
  readonly waiting: readonly { readonly to: PeerId; readonly data: string }[]
  /** Highest server `seq` processed. */
  readonly received: number
  /** Processed since we last acknowledged. */
  readonly unacknowledged: number
}

export interface SignalingState {
  readonly goal: Goal
  readonly socket: SocketState
  readonly seat: Seat | undefined
  /** A seat was held since the goal was set: what follows is a comeback, not a first entry. */
  readonly everSeated: boolean
  /** Failed attempts in a row; sets the back-off. */
  readonly attempt: number
  readonly nextSocketId: number
}

export const initialSignalingState: SignalingState = {
  goal: { type: 'none' },
  socket: { status: 'closed' },
  seat: undefined,
  everSeated: false,
  attempt: 0,
  nextSocketId: 1,
}

export type SignalingInput =
  | { readonly type: 'warm' }
  | { readonly type: 'join'; readonly room: RoomId; readonly presence: Presence }
  | { readonly type: 'send'; readonly to: PeerId; readonly data: string }
  | { readonly type: 'leave' }
  /** The network or the machine came back, or a person is tired of waiting: trust nothing, connect afresh. */
  | { readonly type: 'wake' }
  | { readonly type: 'opened'; readonly socket: number }
  | { readonly type: 'received'; readonly socket: number; readonly message: ServerMessage }
  | { readonly type: 'closed'; readonly socket: number; readonly code: number }
  | { readonly type: 'timer'; readonly timer: SignalingTimer }

export type SignalingTimer =
  /** The next attempt to connect is due. */
  | 'retry'
  /** The server has not answered `join` or `resume`. */
  | 'answer'
  /** Our acknowledgement is due. */
  | 'ack'
  /** What we sent has not been acknowledged. */
  | 'delivery'
  /** The draining server asked us to move on by now. */
  | 'drain'

export type SignalingEffect =
  | { readonly type: 'open-socket'; readonly socket: number }
  | { readonly type: 'close-socket'; readonly socket: number }
  | { readonly type: 'transmit'; readonly socket: number; readonly message: ClientMessage }
  | { readonly type: 'set-timer'; readonly timer: SignalingTimer; readonly ms: number }
  | { readonly type: 'clear-timer'; readonly timer: SignalingTimer }
  | { readonly type: 'emit'; readonly event: SignalingEvent }

/** What the call hears. */
export type SignalingEvent =
  | { readonly type: 'status' }
  | {
      readonly type: 'seated'
      readonly self: PeerId
      readonly peers: readonly Peer[]
      readonly iceServers: readonly IceServer[]
      /** We had a seat before and it was lost: everybody knows us by another id from now on. */
      readonly again: boolean
    }
  | { readonly type: 'resumed'; readonly iceServers: readonly IceServer[] }
  /** The server will not have us; nothing is tried again by itself. */
  | { readonly type: 'refused'; readonly error: CallError }
  | {
      readonly type: 'peer-joined'
      readonly id: PeerId
      readonly presence: Presence
      readonly challenge?: Challenge
    }
  | { readonly type: 'peer-presence'; readonly id: PeerId; readonly presence: Presence }
  | { readonly type: 'peer-away'; readonly id: PeerId }
  | { readonly type: 'peer-back'; readonly id: PeerId }
  | { readonly type: 'peer-left'; readonly id: PeerId; readonly reason: 'left' | 'expired' }
  | { readonly type: 'signal'; readonly from: PeerId; readonly data: string }
  | { readonly type: 'ice-servers'; readonly iceServers: readonly IceServer[] }
  /** Something the server said that needs no action but belongs in the log. */
  | { readonly type: 'remark'; readonly code: string }
