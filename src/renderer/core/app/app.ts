import type { RoomCode } from '../../../shared/room-code.ts'
import type { CallState } from '../call/state.ts'
import type { CallError, CaptureKind } from '../ports/errors.ts'
import type { Dispose } from '../ports/media-handles.ts'
import type { ShareQuality } from '../ports/share-quality.ts'
import type { LocalMedia } from '../media/view.ts'

/** All the UI shows, replaced as a whole at each change; never mutated. */
export interface AppState {
  readonly call: CallState
  readonly media: LocalMedia
  /** The person's own name as others will see it. */
  readonly name: string
}

/** All a person can do. A command that makes no sense in the present state is ignored. */
export type Command =
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
  | { readonly type: 'set-device'; readonly kind: CaptureKind; readonly on: boolean }
  /** Undefined is the system's default. */
  | {
      readonly type: 'choose-device'
      readonly kind: CaptureKind | 'speaker'
      readonly id: string | undefined
    }
  /** Outside a call: open camera and microphone to try them out, and close them again. In one they are open anyway. */
  | { readonly type: 'check-devices'; readonly on: boolean }
  /** `request` names a share that was asked for outside the window; it also switches a share that goes on. */
  | { readonly type: 'start-screen-share'; readonly request?: string }
  /** While choosing or sharing: for this share only, the preferences stay. */
  | { readonly type: 'set-share-quality'; readonly quality: ShareQuality }
  | { readonly type: 'stop-screen-share' }
  | { readonly type: 'dismiss-error' }

/** Things that happened, to be said once (live region, toast) and not kept. */
export type Notice =
  | { readonly type: 'participant-joined'; readonly name: string }
  | { readonly type: 'participant-left'; readonly name: string }
  /** A device went away and this one (label) took its place. */
  | { readonly type: 'device-switched'; readonly kind: CaptureKind | 'speaker'; readonly label: string }
  /** The device that was chosen did not start (error); the one before (label) stays in use. */
  | {
      readonly type: 'device-kept'
      readonly kind: CaptureKind
      readonly label: string
      readonly error: CallError
    }
  /** A device went away and there is no other. */
  | { readonly type: 'device-lost'; readonly kind: CaptureKind | 'speaker' }
  /** The shared window or screen is gone; sharing has stopped. */
  | { readonly type: 'share-source-closed' }
  /** Talking into a muted microphone. */
  | { readonly type: 'talking-while-muted' }
  | { readonly type: 'error'; readonly error: CallError }

export interface CallApp {
  readonly state: AppState
  subscribe(listener: (state: AppState) => void): Dispose
  onNotice(listener: (notice: Notice) => void): Dispose
  dispatch(command: Command): void
  dispose(): void
}
