import type { MenuItemConstructorOptions } from 'electron'
import type { Platform } from '../../shared/ipc.ts'
import type { Strings } from '../i18n/strings.ts'

export interface AppMenuOptions {
  readonly platform: Platform
  readonly words: Strings
  /** Adds the developer tools. */
  readonly development: boolean
  readonly openSettings: () => void
}

const separator: MenuItemConstructorOptions = { type: 'separator' }

/**
 * The application menu: shown on macOS, hidden behind Alt elsewhere. What Electron would set by itself reloads the
 * page by a key, which would end a call. Every role has a label of ours, because Electron's are English.
 */
export function appMenu(options: AppMenuOptions): MenuItemConstructorOptions[] {
  const { platform, words, development } = options
  const { menu } = words
  const help: MenuItemConstructorOptions = {
    role: 'help',
    label: menu.help,
    submenu: [{ role: 'about', label: menu.about }],
  }
  return [
    platform === 'mac' ? macMenu(options) : fileMenu(options),
    editMenu(options),
    {
      role: 'viewMenu',
      label: menu.view,
      submenu: [
        { role: 'resetZoom', label: menu.actualSize },
        { role: 'zoomIn', label: menu.zoomIn },
        { role: 'zoomOut', label: menu.zoomOut },
        separator,
        { role: 'togglefullscreen', label: menu.fullScreen },
        ...(development ? [{ role: 'toggleDevTools' as const, label: menu.developerTools }] : []),
      ],
    },
    windowMenu(options),
    // macOS has About in the app's own menu.
    ...(platform === 'mac' ? [] : [help]),
  ]
}

/** As Apple's guidelines order it. macOS names this menu itself, by the app's bundle. */
function macMenu(options: AppMenuOptions): MenuItemConstructorOptions {
  const { menu, quit } = options.words
  return {
    role: 'appMenu',
    label: 'Visavis',
    submenu: [
      { role: 'about', label: menu.about },
      separator,
      settingsItem(options),
      separator,
      { role: 'services', label: menu.services },
      separator,
      { role: 'hide', label: menu.hide },
      { role: 'hideOthers', label: menu.hideOthers },
      { role: 'unhide', label: menu.showAll },
      separator,
      { role: 'quit', label: quit },
    ],
  }
}

function fileMenu(options: AppMenuOptions): MenuItemConstructorOptions {
  const { menu, quit } = options.words
  return {
    role: 'fileMenu',
    label: menu.file,
    submenu: [settingsItem(options), separator, { role: 'quit', label: quit }],
  }
}

function editMenu({ words: { menu } }: AppMenuOptions): MenuItemConstructorOptions {
  return {
    role: 'editMenu',
    label: menu.edit,
    submenu: [
      { role: 'undo', label: menu.undo },
      { role: 'redo', label: menu.redo },
      separator,
      { role: 'cut', label: menu.cut },
      { role: 'copy', label: menu.copy },
      { role: 'paste', label: menu.paste },
      { role: 'delete', label: menu.delete },
      separator,
      { role: 'selectAll', label: menu.selectAll },
    ],
  }
}

function windowMenu({ platform, words: { menu } }: AppMenuOptions): MenuItemConstructorOptions {
  return {
    role: 'windowMenu',
    label: menu.window,
    submenu: [
      { role: 'minimize', label: menu.minimize },
      { role: 'zoom', label: menu.zoom },
      { role: 'close', label: menu.closeWindow },
      ...(platform === 'mac' ? [separator, { role: 'front' as const, label: menu.bringAllToFront }] : []),
    ],
  }
}

function settingsItem({ words, openSettings }: AppMenuOptions): MenuItemConstructorOptions {
  return { label: words.settings, accelerator: 'CommandOrControl+,', click: openSettings }
}
