import type { RoomCode } from '../../../shared/room-code.ts'
import type { Dispose } from '../lib/dispose.ts'
import type { ScreenRequests } from './capture.ts'
import type { Companions } from './companions.ts'
import type { SignalingServer } from './socket.ts'
import type { Platform } from './platform.ts'
import type { DesktopSettings } from './desktop-settings.ts'
import type { PreferencesPort } from './preferences.ts'
import type { ScreenPicker } from './screen-picker.ts'

/** What surrounds the call: the desktop app or a browser tab. */
export interface Shell {
  readonly platform: Platform
  readonly preferences: PreferencesPort
  readonly screenPicker?: ScreenPicker
  /** Absent in a browser. */
  readonly screenRequests?: ScreenRequests
  readonly desktop?: DesktopSettings
  readonly companions?: Companions
  /** May change while the app runs, but not during a call. */
  readonly server: () => SignalingServer
  onServerChanged(listener: () => void): Dispose
  /** Somebody followed a link, or opened the app by one. */
  onOpenRoom(listener: (code: RoomCode) => void): Dispose
  /** The machine woke up or the network came back. */
  onWake(listener: () => void): Dispose
  onRemoteCommand(listener: (command: RemoteCommand) => void): Dispose
  /** Told at each change, so that what surrounds the call can show and do the right thing. */
  report(activity: CallActivity): void
  /** Every listener is in place: what arrived before may be told now. */
  ready(): void
}

/** From a tray menu, a global shortcut or the command line. */
export type RemoteCommand =
  | 'new-call'
  | 'toggle-microphone'
  | 'toggle-camera'
  | 'stop-sharing'
  | 'hang-up'
  /** `request` is passed on with the screen request, see ScreenRequests. */
  | { readonly type: 'share-screen'; readonly request: string }

export type CallActivity =
  | { readonly status: 'home' }
  | { readonly status: 'lobby'; readonly code: RoomCode }
  | {
      readonly status: 'in-call'
      readonly code: RoomCode
      readonly microphone: boolean
      readonly camera: boolean
      readonly sharing: boolean
    }
