import type { IceServer, PeerId, RoomId } from '@visavis/signaling-server/protocol'
import type { RoomCode } from '../../../shared/room-code.ts'
import type { CallError } from '../ports/errors.ts'
import type { StreamHandle } from '../ports/media-handles.ts'
import type { LinkSignal } from '../ports/peer-connection.ts'
import type { ParticipantId } from '../ports/crypto.ts'
import type { LinkRole } from '../ports/peer-connection.ts'
import type { Budget } from '../mesh/negotiation-budget.ts'
import type { SentMedia } from '../media/sent-tracks.ts'
import type { SignalingStatus } from '../signaling/status.ts'

/**
 * What the call knows. The interface sees the part of it that view.ts makes of it.
 * A *member* is a participant with all that is needed to stay connected to them.
 */
export interface CallModel {
  readonly phase: Phase
  readonly name: string
  readonly sends: SentMedia
  readonly signaling: SignalingStatus
  /** New connections go through a TURN server only. */
  readonly relayOnly: boolean
  /** As the server last told; kept for the next call, so that its first link can be prepared with them. */
  readonly iceServers: readonly IceServer[]
}

export type Phase =
  | { readonly name: 'home'; readonly error?: CallError }
  | { readonly name: 'lobby'; readonly room: Room; readonly prepared?: Prepared; readonly error?: CallError }
  | { readonly name: 'joining'; readonly room: Room; readonly prepared?: Prepared }
  | InCall
  | { readonly name: 'ended'; readonly room: Room; readonly durationMs: number; readonly error?: CallError }

export interface InCall {
  readonly name: 'in-call'
  readonly room: Room
  /** Our seat. */
  readonly self: PeerId
  readonly startedAt: number
  /** The machine or the network came back: restart ICE as soon as signaling is there. */
  readonly restartIce: boolean
  readonly members: readonly Member[]
  /** Seats seen since we came back, not yet known to be somebody we are connected to. */
  readonly strangers: readonly Stranger[]
  /** In the room but not in the call. */
  readonly listeners: readonly Stranger[]
  /** Sessions that anybody holds or held in this call, oldest first (limits.ts, `maxUsedSessions`). */
  readonly usedSessions: readonly string[]
  /** For whoever appears from now on. */
  readonly newcomers: Budget
}

export interface Room {
  readonly code: RoomCode
  readonly isNew: boolean
  /** Absent while the keys are being derived. */
  readonly roomId?: RoomId
}

/** A link made in the lobby, for whoever is in the room: its offer waits for a name to send it to. */
export interface Prepared {
  readonly session: string
  readonly iceServers: readonly IceServer[]
  readonly signals: readonly LinkSignal[]
}

export interface Stranger {
  readonly seat: PeerId
  /** We found them there, so we make the offers (docs/protocol.md, "Who initiates"). */
  readonly weInitiate: boolean
}

export interface Member {
  readonly key: string
  /** Absent when the server has let go of their seat, or we have come back and not found it yet. */
  readonly seat?: PeerId
  /** The server holds their seat, but they are not connected to it. */
  readonly away: boolean
  readonly weInitiate: boolean
  /** Who signs what comes from their seat, once something has come. */
  readonly participant?: ParticipantId
  /** They have said who they are. */
  readonly met: boolean
  readonly name: string
  readonly sends: SentMedia
  readonly camera?: StreamHandle
  readonly screen?: StreamHandle
  readonly link: MemberLink
  /** Sessions that are over: what still arrives for them is dropped. */
  readonly pastSessions: readonly string[]
  readonly negotiations: Budget
  /** Something from them could not be read; explains a failure. */
  readonly unreadable: boolean
}

/** Both sides of one connection attempt. */
export interface Session {
  readonly id: string
  readonly role: LinkRole
  /** Envelopes sent in this session. */
  readonly sent: number
  /** Highest counter received in this session. */
  readonly seen: number
}

export type MemberLink =
  /** For their offer, or for them to come back. */
  | { readonly status: 'waiting'; readonly attempt: number; readonly brokenSince?: number }
  | {
      readonly status: 'connecting'
      readonly session: Session
      readonly attempt: number
      /** Was connected before: shown as reconnecting since then. */
      readonly brokenSince?: number
    }
  | { readonly status: 'connected'; readonly session: Session }
  | {
      readonly status: 'mending'
      readonly session: Session
      readonly brokenSince: number
      readonly step: 'grace' | 'restarting'
    }
  | { readonly status: 'failed'; readonly error: CallError }

export const initialCallModel: CallModel = {
  phase: { name: 'home' },
  name: '',
  sends: { microphone: false, camera: false, screen: false },
  signaling: { status: 'closed' },
  relayOnly: false,
  iceServers: [],
}
