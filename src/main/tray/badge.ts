import type { App } from 'electron'
import type { Platform } from '../../shared/ipc.ts'
import { taskbarImage } from './taskbar/button-icons.ts'
import type { WindowKeeper } from '../windows/window-keeper.ts'
import type { Strings } from '../i18n/strings.ts'

/** Shows how much happened that the person has not seen. */
export interface Attention {
  /** 0 takes the sign away. */
  report(unread: number): void
}

export interface AttentionOptions {
  readonly app: Pick<App, 'setBadgeCount'>
  readonly platform: Platform
  readonly windows: Pick<WindowKeeper, 'current'>
  readonly words: () => Strings
}

/**
 * A number on the icon in the dock (macOS) or the launcher (Linux desktops that know Unity's count). Windows has no
 * numbers there, so its taskbar button gets a dot.
 */
export function keepBadge({ app, platform, windows, words }: AttentionOptions): Attention {
  let shown = 0
  return {
    report(unread) {
      if (unread === shown) return
      shown = unread
      if (platform !== 'windows') app.setBadgeCount(unread)
      else windows.current?.setOverlayIcon(unread === 0 ? null : taskbarImage('unread'), words().unread)
    },
  }
}
