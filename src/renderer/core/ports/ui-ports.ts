import type {
  DesktopOptions,
  DesktopOptionsChange,
  Environment,
  Network,
  ScreenOffer,
} from '../../../shared/ipc.ts'

export type { ScreenOffer } from '../../../shared/ipc.ts'
import type { Preferences } from '../../../shared/preferences.ts'
import type { RoomCode } from '../../../shared/room-code.ts'
import type { ConnectionTest } from '../connection-test/runner.ts'
import type { Dispose, StreamHandle, TrackHandle } from './media-handles.ts'
import type { Companions } from './companions.ts'
import type { SignalingServer } from './socket.ts'

/** What the UI needs from outside beside the call itself. main.ts picks the adapters. */
export interface UiPorts {
  readonly levels: LevelMeter
  readonly preferences: PreferencesStore
  readonly bridge: Bridge
  /** Where the system asks the app to draw the picker (desktop); absent where the browser has its own. */
  readonly screenPicker?: ScreenPicker
  /** Absent in a browser. */
  readonly companions?: Companions
  readonly notifications: SystemNotifications
  readonly speakerTest: SpeakerTest
  /** Fetched when somebody wants to test. */
  readonly loadConnectionTest: () => Promise<ConnectionTest>
  /** The licences of what the app is made of, as one text. Rejects when they cannot be had. */
  readonly loadLicences: () => Promise<string>
  /** The server that calls go through. */
  readonly server: () => SignalingServer
  /** Absent in a browser. */
  readonly desktop?: DesktopSettings
}

/** What the desktop app can be set to; each rejects when main could not do it. */
export interface DesktopSettings {
  readonly versions: Environment['versions']
  options(): Promise<DesktopOptions>
  change(change: DesktopOptionsChange): Promise<DesktopOptions>
  /** Changed elsewhere, such as an interface that is gone. */
  onChanged(listener: (options: DesktopOptions) => void): Dispose
  networks(): Promise<readonly Network[]>
  exportLog(): Promise<'saved' | 'cancelled'>
}

export type NotificationPermission = 'granted' | 'denied' | 'undecided' | 'unsupported'

/** Notices of the system, for when nobody looks at the window. */
export interface SystemNotifications {
  permission(): NotificationPermission
  /** Asks the person, where they have not decided yet. */
  ask(): Promise<NotificationPermission>
  /** Does nothing without permission. A later one takes the place of an earlier one. */
  show(title: string, onClick: () => void): Dispose
}

export interface SpeakerTest {
  /** Plays a short tone. @param speaker undefined for the system's default. Rejects when it cannot be heard there. */
  play(speaker: string | undefined): Promise<void>
}

export interface LevelMeter {
  /**
   * Calls back about 15 times a second, until disposed, with the level on a decibel scale:
   * 0 is −60 dBFS and below, 1 is full scale.
   */
  watch(source: StreamHandle | TrackHandle, listener: (level: number) => void): Dispose
}

export interface PreferencesStore {
  readonly value: Preferences
  update(change: Partial<Preferences>): void
  subscribe(listener: (value: Preferences) => void): Dispose
}

export interface Bridge {
  readonly kind: 'desktop' | 'web'
  readonly version: string
  readonly platform: 'mac' | 'windows' | 'linux'
  /** The link that opens this room's lobby in a browser or in the app. */
  inviteLink(code: RoomCode): string
  /** The link that opens this room's lobby in the desktop app, which a browser can then hand over to; absent there. */
  readonly appLink?: (code: RoomCode) => string
  /** Rejects when the clipboard cannot be written. */
  copyText(text: string): Promise<void>
  /** Opens the system's settings where access to the device is given; absent in a browser. */
  readonly openDeviceSettings?: (kind: 'microphone' | 'camera' | 'screen') => void
  /**
   * Goes where a link that somebody pasted leads, which may be another server. The desktop app asks the person first;
   * a browser leaves this page.
   */
  openLink(link: string): Promise<void>
  /** Something to say once that came from outside the call, such as a settings file that was set aside. */
  onMessage(listener: (message: BridgeMessage) => void): Dispose
  /** Settings were chosen in the tray or the app's menu; absent in a browser. */
  readonly onOpenSettings?: (listener: () => void) => Dispose
  /** Brings the app's window up; absent in a browser, where the page can only focus itself. */
  readonly showWindow?: () => void
  /** How much happened that the person has not seen, for the app's badge; absent in a browser. */
  readonly reportUnread?: (count: number) => void
}

export type BridgeMessage =
  | { readonly type: 'settings-reset'; readonly keptAs: string }
  | { readonly type: 'link-invalid' }
  /** The system shows the app no screen or window: it must be allowed there first. */
  | { readonly type: 'screens-unavailable' }
  /** The signaling server inside the app could not start. */
  | { readonly type: 'server-failed' }
  /** The network others reach the server in this app on is gone for now. */
  | { readonly type: 'network-gone' }

export interface ScreenSource {
  readonly id: string
  readonly name: string
  readonly kind: 'screen' | 'window'
  /** data: URL, or empty. */
  readonly thumbnail: string
}

/** What the person chose to share. */
export interface ScreenChoice {
  readonly id: string
  readonly sound: boolean
}

export interface ScreenPicker {
  /** The computer's sound can be shared with a screen here. */
  readonly canShareSound: boolean
  /** What it is to show; answer by `choose`, with null for cancelled, until it closes. */
  onRequest(listener: (offer: ScreenOffer) => void): Dispose
  choose(choice: ScreenChoice | null): void
  /** What there is to share now, while a picker is open. Windows open and close while somebody makes up their mind. */
  refresh(): Promise<readonly ScreenSource[]>
}
