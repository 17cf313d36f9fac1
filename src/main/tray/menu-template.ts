import type { MenuItemConstructorOptions } from 'electron'
import type { TrayItem } from './tray-menu.ts'
import type { TrayAction } from './tray-state.ts'

/** The items as Electron builds menus of. */
export function menuTemplate(
  items: readonly TrayItem[],
  perform: (action: TrayAction) => void,
): MenuItemConstructorOptions[] {
  return items.map((item): MenuItemConstructorOptions => {
    switch (item.kind) {
      case 'text':
        return { label: item.label, enabled: false }
      case 'separator':
        return { type: 'separator' }
      case 'item':
        return { label: item.label, click: () => perform(item.action) }
      case 'switch':
        return { type: 'checkbox', label: item.label, checked: item.on, click: () => perform(item.action) }
      case 'submenu':
        return { label: item.label, submenu: menuTemplate(item.items, perform) }
    }
  })
}
