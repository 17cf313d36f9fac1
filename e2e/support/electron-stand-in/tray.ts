import { EventEmitter } from 'node:events'
import type { MenuItemConstructorOptions, NativeImage, Tray as ElectronTray } from 'electron'
import { strict } from './strict.ts'
import type { TrayView, TrayViewItem } from './wire.ts'

/** A menu as built: its template is all that the stand-in shows and clicks. */
export interface StandInMenu {
  readonly template: readonly MenuItemConstructorOptions[]
}

export const Menu = strict('Menu', {
  buildFromTemplate: (template: readonly MenuItemConstructorOptions[]): StandInMenu => ({ template }),
  setApplicationMenu: (menu: StandInMenu | null) => void (applicationMenu = menu ?? { template: [] }),
})

let applicationMenu: StandInMenu = { template: [] }

export const nativeImage = strict('nativeImage', {
  createEmpty: () =>
    strict('NativeImage', {
      addRepresentation({ dataURL = '' }) {
        if (!dataURL.startsWith('data:image/png;base64,')) throw new Error('the picture is no PNG')
      },
      setTemplateImage: () => undefined,
    } satisfies Partial<NativeImage>),
})

let current: StandInTray | undefined

class StandInTray extends EventEmitter {
  #menu: StandInMenu = { template: [] }
  #tooltip = ''

  get menu(): StandInMenu {
    return this.#menu
  }
  get tooltip(): string {
    return this.#tooltip
  }
  setImage = () => undefined
  setToolTip = (text: string) => void (this.#tooltip = text)
  setContextMenu = (menu: StandInMenu) => void (this.#menu = menu)
  destroy = () => void (current = undefined)
}

export const Tray = new Proxy(StandInTray, {
  construct(target) {
    if (current) throw new Error('the Electron stand-in has room for one tray icon')
    current = new target() satisfies Partial<Record<keyof ElectronTray, unknown>>
    return strict('Tray', current)
  },
})

export function trayView(): TrayView {
  const tray = theTray()
  return { tooltip: tray.tooltip, items: tray.menu.template.flatMap(view) }
}

function view({ label, type, checked, enabled, submenu }: MenuItemConstructorOptions): TrayViewItem[] {
  if (type === 'separator' || label === undefined) return []
  const items = Array.isArray(submenu) ? submenu.flatMap(view) : []
  return [{ label, checked: checked ?? null, enabled: enabled ?? true, items }]
}

/** Chooses the item whose labels along the way begin so. */
export function clickTrayItem(path: readonly string[]): void {
  clickItem(theTray().menu, path)
}

/** The same in the app's menu, whose top items have roles that Electron names. */
export function clickMenuItem(role: string, label: string): void {
  const top = applicationMenu.template.find((item) => item.role === role)
  if (!top || !Array.isArray(top.submenu)) throw new Error(`the app's menu has no ${role}`)
  clickItem({ template: top.submenu }, [label])
}

function clickItem(menu: StandInMenu, path: readonly string[]): void {
  let items: readonly MenuItemConstructorOptions[] = menu.template
  let found: MenuItemConstructorOptions | undefined
  for (const label of path) {
    found = items.find((item) => item.label?.startsWith(label))
    if (!found) throw new Error(`the tray menu has no ${path.join(' ▸ ')}`)
    items = Array.isArray(found.submenu) ? found.submenu : []
  }
  if (!found?.click) throw new Error(`${path.join(' ▸ ')} cannot be chosen`)
  found.click({} as never, undefined, {})
}

function theTray(): StandInTray {
  if (!current) throw new Error('the app shows no tray icon')
  return current
}
