import type { MenuItemConstructorOptions } from 'electron'
import type { Platform } from '../../shared/ipc.ts'

/**
 * The application menu: shown on macOS, hidden behind Alt elsewhere. What Electron would set by itself reloads the
 * page by a key, which would end a call.
 * @param development adds the developer tools
 */
export function appMenu(platform: Platform, development: boolean): MenuItemConstructorOptions[] {
  return [
    ...(platform === 'mac' ? [{ role: 'appMenu' as const }] : [{ role: 'fileMenu' as const }]),
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
  ]
}
