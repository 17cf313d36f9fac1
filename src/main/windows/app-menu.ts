import type { MenuItemConstructorOptions } from 'electron'
import type { Platform } from '../../shared/ipc.ts'
import type { Words } from '../words/words.ts'

export interface AppMenuOptions {
  readonly platform: Platform
  readonly words: Words
  /** Adds the developer tools. */
  readonly development: boolean
  readonly openSettings: () => void
}

/**
 * The application menu: shown on macOS, hidden behind Alt elsewhere. What Electron would set by itself reloads the
 * page by a key, which would end a call.
 */
export function appMenu(options: AppMenuOptions): MenuItemConstructorOptions[] {
  const { platform, development } = options
  return [
    platform === 'mac' ? macMenu(options) : fileMenu(options),
    { role: 'editMenu' },
    {
      role: 'viewMenu',
      submenu: [
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
        ...(development ? [{ role: 'toggleDevTools' as const }] : []),
      ],
    },
    { role: 'windowMenu' },
    // macOS has About in the app's own menu.
    ...(platform === 'mac' ? [] : [{ role: 'help' as const, submenu: [{ role: 'about' as const }] }]),
  ]
}

/** As Apple's guidelines order it. */
function macMenu(options: AppMenuOptions): MenuItemConstructorOptions {
  return {
    role: 'appMenu',
    submenu: [
      { role: 'about' },
      { type: 'separator' },
      settingsItem(options),
      { type: 'separator' },
      { role: 'services' },
      { type: 'separator' },
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      { type: 'separator' },
      { role: 'quit' },
    ],
  }
}

function fileMenu(options: AppMenuOptions): MenuItemConstructorOptions {
  return { role: 'fileMenu', submenu: [settingsItem(options), { type: 'separator' }, { role: 'quit' }] }
}

function settingsItem({ words, openSettings }: AppMenuOptions): MenuItemConstructorOptions {
  return { label: words.settings, accelerator: 'CommandOrControl+,', click: openSettings }
}
