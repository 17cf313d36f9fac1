import type { SentMedia } from '../media/sent-tracks.ts'
import type { SignalingStatus } from '../signaling/status.ts'
import type { RoomCode } from '../../../shared/room-code.ts'
import type { CallError } from '../ports/errors.ts'
import type { StreamHandle } from '../ports/media-handles.ts'

/** How the direct connection to one participant stands. Who has left is no longer in the list. */
export type ParticipantConnection =
  | { readonly status: 'connecting' }
  | { readonly status: 'connected' }
  /** Was connected, is being mended; `since` is Unix time, ms. */
  | { readonly status: 'reconnecting'; readonly since: number }
  /** Given up until someone asks to try again. */
  | { readonly status: 'failed'; readonly error: CallError }

export interface Participant {
  /** Stable for as long as they are in the call, also when the server hands them a new seat. */
  readonly key: string
  /** As they call themselves; empty until known. */
  readonly name: string
  readonly connection: ParticipantConnection
  readonly sends: SentMedia
  /** Camera and microphone, as one MediaStream; there as soon as the connection is set up. */
  readonly camera?: StreamHandle
  /** Their shared screen with its sound, as one MediaStream; show it while `sends.screen`. */
  readonly screen?: StreamHandle
}

export type CallState =
  | { readonly screen: 'home'; readonly error?: CallError }
  | {
      readonly screen: 'lobby'
      readonly code: RoomCode
      /** Created here just now, so that nobody else has the code yet. */
      readonly isNew: boolean
      readonly signaling: SignalingStatus
      /** What can be done before Join is done: keys, connection to the server, first link. Join works earlier too. */
      readonly prepared: boolean
      /** Why the last attempt to enter did not work. */
      readonly error?: CallError
    }
  | {
      readonly screen: 'joining'
      readonly code: RoomCode
      readonly isNew: boolean
      readonly signaling: SignalingStatus
    }
  | {
      readonly screen: 'in-call'
      readonly code: RoomCode
      /** Unix time, ms. */
      readonly startedAt: number
      readonly signaling: SignalingStatus
      readonly participants: readonly Participant[]
    }
  | {
      readonly screen: 'ended'
      readonly code: RoomCode
      readonly durationMs: number
      /** Absent when the person hung up. */
      readonly error?: CallError
    }
