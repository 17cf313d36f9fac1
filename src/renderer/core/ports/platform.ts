import type { ShellNotice } from '../../../shared/ipc.ts'
import type { RoomCode } from '../../../shared/room-code.ts'
import type { Dispose } from '../lib/dispose.ts'

/** What surrounds the page: the desktop app, or a browser. */
export interface Platform {
  readonly kind: 'desktop' | 'web'
  readonly version: string
  readonly os: 'mac' | 'windows' | 'linux'
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
  onMessage(listener: (message: ShellNotice) => void): Dispose
  /** Settings were chosen in the tray or the app's menu; absent in a browser. */
  readonly onOpenSettings?: (listener: () => void) => Dispose
  /** Brings the app's window up; absent in a browser, where the page can only focus itself. */
  readonly showWindow?: () => void
  /** How much happened that the person has not seen, for the app's badge; absent in a browser. */
  readonly reportUnread?: (count: number) => void
}
