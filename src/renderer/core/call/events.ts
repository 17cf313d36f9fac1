import type { IceServer, PeerId, Presence, RoomId } from '@visavis/signaling-server/protocol'
import type { RoomCode } from '../../../shared/room-code.ts'
import type { CallCommand } from './call-command.ts'
import type { CallNotice } from './notices.ts'
import type { CallError } from '../ports/errors.ts'
import type { StreamHandle } from '../ports/media-handles.ts'
import type { ChannelMessage } from '../mesh/channel-message.ts'
import type { Envelope, OutgoingEnvelope } from '../room-channel/envelope.ts'
import type { LinkSignal } from '../ports/peer-connection.ts'
import type { LogDetails } from '../lib/logger.ts'
import type { LinkRole } from '../ports/peer-connection.ts'
import type { SignalingEvent } from '../signaling/state.ts'
import type { SentMedia } from '../media/sent-tracks.ts'
import type { SignalingStatus } from '../signaling/status.ts'

export type CallEvent =
  | { readonly type: 'command'; readonly command: CallCommand }
  | { readonly type: 'keys-derived'; readonly code: RoomCode; readonly roomId: RoomId }
  | { readonly type: 'keys-failed'; readonly code: RoomCode; readonly error: CallError }
  | {
      readonly type: 'signaling'
      readonly event: Exclude<SignalingEvent, { type: 'signal' | 'remark' }>
      readonly status: SignalingStatus
    }
  | { readonly type: 'envelope'; readonly from: PeerId; readonly envelope: Envelope }
  /** Not sealed with this room's key, or not an envelope once opened. */
  | { readonly type: 'unreadable'; readonly from: PeerId }
  | { readonly type: 'link'; readonly session: string; readonly event: LinkEvent }
  | { readonly type: 'timer'; readonly timer: string }
  | { readonly type: 'sends-changed'; readonly sends: SentMedia }
  /** The machine woke up or the network changed. */
  | { readonly type: 'woke' }
  /** Another server was chosen, outside a call. */
  | { readonly type: 'server-changed' }
  | { readonly type: 'relay-only-changed'; readonly relayOnly: boolean }
  /** A person moved in the lobby: have a connection ready for when they press Join. */
  | { readonly type: 'active' }

export type LinkEvent =
  | { readonly type: 'signal'; readonly signal: LinkSignal }
  | {
      readonly type: 'state'
      readonly state: 'connected' | 'disconnected' | 'failed'
      readonly reason?: string | undefined
    }
  | { readonly type: 'channel-open' }
  | { readonly type: 'message'; readonly message: ChannelMessage }
  /** They send more over the data channel than anybody may. */
  | { readonly type: 'flooded' }
  | { readonly type: 'streams'; readonly camera: StreamHandle; readonly screen: StreamHandle }

export type CallEffect =
  | { readonly type: 'derive-keys'; readonly code: RoomCode }
  | { readonly type: 'warm-signaling' }
  | { readonly type: 'join'; readonly room: RoomId; readonly presence: Presence }
  | { readonly type: 'leave-signaling' }
  | { readonly type: 'wake-signaling' }
  | { readonly type: 'send-envelope'; readonly to: PeerId; readonly envelope: OutgoingEnvelope }
  | {
      readonly type: 'open-link'
      readonly session: string
      readonly role: LinkRole
      readonly iceServers: readonly IceServer[]
    }
  | { readonly type: 'link-signal'; readonly session: string; readonly signal: LinkSignal }
  | { readonly type: 'restart-ice'; readonly session: string }
  | { readonly type: 'send-text'; readonly session: string; readonly message: ChannelMessage }
  | { readonly type: 'close-link'; readonly session: string }
  | { readonly type: 'set-ice-servers'; readonly iceServers: readonly IceServer[] }
  | { readonly type: 'set-timer'; readonly timer: string; readonly ms: number }
  | { readonly type: 'clear-timer'; readonly timer: string }
  /** Devices open as the person has chosen; all of them close. */
  | { readonly type: 'start-media' }
  | { readonly type: 'stop-media' }
  | { readonly type: 'remember-call'; readonly code: RoomCode; readonly names: readonly string[] }
  | { readonly type: 'notice'; readonly notice: CallNotice }
  | { readonly type: 'log'; readonly event: string; readonly details?: LogDetails }

/** Chance and time come in from outside, so that a test decides both. */
export interface CallContext {
  /** Unix time, ms. */
  now(): number
  /** 16 random bytes, base64url. */
  newId(): string
  newRoomCode(): RoomCode
}
