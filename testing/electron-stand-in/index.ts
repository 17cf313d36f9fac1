/**
 * Stands in for the module `electron` where Electron's program cannot be had. It does what Electron's documentation
 * says for the part the app uses, and throws by name on the rest. Windows are pages of a real Chromium, held by the
 * test's process (see ../desktop/).
 */
import './drive.ts'
import './start-trace-end.ts'

export { app } from './app.ts'
export { BrowserWindow } from './browser-window.ts'
export { globalShortcut } from './keys.ts'
export { safeStorage } from './safe-storage.ts'
export { ipcMain } from './ipc-main.ts'
export { desktopCapturer } from './desktop-capturer.ts'
export { screen } from './displays.ts'
export { Notification } from './notification.ts'
export { protocol, session } from './session.ts'
export { Menu } from './menu.ts'
export { nativeImage, Tray } from './tray.ts'
export {
  clipboard,
  dialog,
  nativeTheme,
  powerMonitor,
  powerSaveBlocker,
  shell,
  systemPreferences,
} from './system.ts'
