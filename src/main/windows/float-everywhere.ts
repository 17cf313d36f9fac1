import type { BrowserWindow, BrowserWindowConstructorOptions } from 'electron'
import type { Platform } from '../../shared/ipc.ts'

type Level = 'floating' | 'screen-saver'

/**
 * The constructor's part of a window that stands above all others. On macOS only a panel shows over other apps'
 * full-screen windows.
 */
export function floatingOptions(platform: Platform): Pick<BrowserWindowConstructorOptions, 'type'> {
  return platform === 'mac' ? { type: 'panel' } : {}
}

/** Keeps a window above all others, on every workspace. */
export function floatEverywhere(window: BrowserWindow, platform: Platform, level: Level): void {
  window.setAlwaysOnTop(true, level)
  // A panel joins all spaces by itself (electron_ns_panel.mm). Asking for it would take the app out of the dock, and
  // asking without that (skipTransformProcessType) would keep the window below full-screen apps.
  if (platform !== 'mac') window.setVisibleOnAllWorkspaces(true)
}
