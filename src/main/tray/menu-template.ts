import type { MenuItemConstructorOptions } from 'electron'
import type { TrayItem } from './tray-menu.ts'
import type { AppCommand } from '../commands/app-command.ts'

/** The items as Electron builds menus of. */
export function menuTemplate(
  items: readonly TrayItem[],
  dispatch: (command: AppCommand) => void,
): MenuItemConstructorOptions[] {
  return items.map((item): MenuItemConstructorOptions => {
    switch (item.kind) {
      case 'text':
        return { label: item.label, enabled: false }
      case 'separator':
        return { type: 'separator' }
      case 'item':
        return { label: item.label, click: () => dispatch(item.action) }
      case 'switch':
        return { type: 'checkbox', label: item.label, checked: item.on, click: () => dispatch(item.action) }
      case 'submenu':
        return { label: item.label, submenu: menuTemplate(item.items, dispatch) }
    }
  })
}
