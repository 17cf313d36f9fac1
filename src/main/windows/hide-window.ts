import type { BrowserWindow } from 'electron'
import type { Platform } from '../../shared/ipc.ts'

/**
 * Hides a window. On macOS a full-screen window has a space of its own, which stays there, black, when the window is
 * hidden (electron#39572). So it leaves full screen first, which takes a moment.
 */
export function hideWindow(window: BrowserWindow, platform: Platform): void {
  if (platform !== 'mac' || !window.isFullScreen()) {
    window.hide()
    return
  }
  window.once('leave-full-screen', () => window.hide())
  window.setFullScreen(false)
}
