import type { ConnectionTest } from '../connection-test/runner.ts'
import type { Companions } from '../ports/companions.ts'
import type { DesktopSettings } from '../ports/desktop-settings.ts'
import type { LevelMeter } from '../ports/level-meter.ts'
import type { Platform } from '../ports/platform.ts'
import type { PreferencesPort } from '../ports/preferences.ts'
import type { ScreenPicker } from '../ports/screen-picker.ts'
import type { SignalingServer } from '../ports/socket.ts'
import type { SpeakerTest } from '../ports/speaker-test.ts'
import type { SystemNotifications } from '../ports/system-notifications.ts'

/** What the UI needs from outside beside the call itself. main.ts picks the adapters. */
export interface UiPorts {
  readonly levels: LevelMeter
  readonly preferences: PreferencesPort
  readonly platform: Platform
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
