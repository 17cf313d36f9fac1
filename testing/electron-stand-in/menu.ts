import type { MenuItemConstructorOptions } from 'electron'
import { strict } from './strict.ts'
import type { TrayViewItem } from './wire.ts'

type Role = NonNullable<MenuItemConstructorOptions['role']>

/** A menu as built: its template is all that the stand-in shows and clicks. */
export interface StandInMenu {
  readonly template: readonly MenuItemConstructorOptions[]
  readonly items: readonly { readonly label: string; readonly role: string | undefined }[]
}

/**
 * The labels that Electron gives to roles on Linux: English, whatever the language of the system
 * (electron/lib/browser/api/menu-item-roles.ts).
 */
const roleLabels: Partial<Record<Role, string>> = {
  about: 'About',
  close: 'Close',
  copy: 'Copy',
  cut: 'Cut',
  delete: 'Delete',
  editMenu: 'Edit',
  fileMenu: 'File',
  help: 'Help',
  minimize: 'Minimize',
  paste: 'Paste',
  quit: 'Quit',
  redo: 'Redo',
  resetZoom: 'Actual Size',
  selectAll: 'Select All',
  toggleDevTools: 'Toggle Developer Tools',
  togglefullscreen: 'Toggle Full Screen',
  undo: 'Undo',
  viewMenu: 'View',
  windowMenu: 'Window',
  zoom: 'Zoom',
  zoomIn: 'Zoom In',
  zoomOut: 'Zoom Out',
}

export let applicationMenu: StandInMenu = built([])

function built(template: readonly MenuItemConstructorOptions[]): StandInMenu {
  // Electron writes roles in lower case, and gives its own label where the template has none.
  const items = template.map(({ label, role }) => ({
    label: label ?? labelOf(role),
    role: role?.toLowerCase(),
  }))
  return { template, items }
}

function labelOf(role: Role | undefined): string {
  if (role === undefined) return ''
  const label = roleLabels[role]
  if (label === undefined) throw new Error(`the Electron stand-in has no label for the role ${role}`)
  return label
}

export const Menu = strict('Menu', {
  buildFromTemplate: built,
  setApplicationMenu: (menu: StandInMenu | null) => void (applicationMenu = menu ?? built([])),
  getApplicationMenu: () => applicationMenu,
})

/** What a person sees of these items. */
export function viewOf(template: readonly MenuItemConstructorOptions[]): TrayViewItem[] {
  return template
    .filter(({ type }) => type !== 'separator')
    .map(({ label, role, checked, enabled, submenu }) => ({
      label: label ?? labelOf(role),
      checked: checked ?? null,
      enabled: enabled ?? true,
      items: Array.isArray(submenu) ? viewOf(submenu) : [],
    }))
}

/** Chooses an item of the app's menu, whose top items have roles. */
export function clickMenuItem(role: string, label: string): void {
  const top = applicationMenu.template.find((item) => item.role === role)
  if (!top || !Array.isArray(top.submenu)) throw new Error(`the app's menu has no ${role}`)
  clickItem(top.submenu, [label])
}

/** Chooses the item whose labels along the way begin so. */
export function clickItem(template: readonly MenuItemConstructorOptions[], path: readonly string[]): void {
  let items = template
  let found: MenuItemConstructorOptions | undefined
  for (const label of path) {
    found = items.find((item) => item.label?.startsWith(label))
    if (!found) throw new Error(`the menu has no ${path.join(' ▸ ')}`)
    items = Array.isArray(found.submenu) ? found.submenu : []
  }
  if (!found?.click) throw new Error(`${path.join(' ▸ ')} cannot be chosen`)
  found.click({} as never, undefined, {})
}
