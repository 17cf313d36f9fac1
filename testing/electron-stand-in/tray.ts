import { EventEmitter } from 'node:events'
import type { NativeImage, Tray as ElectronTray } from 'electron'
import { clickItem, Menu, viewOf, type StandInMenu } from './menu.ts'
import { strict } from './strict.ts'
import type { TrayView } from './wire.ts'

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
  #menu: StandInMenu = Menu.buildFromTemplate([])
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
  return { tooltip: tray.tooltip, items: viewOf(tray.menu.template) }
}

export function clickTrayItem(path: readonly string[]): void {
  clickItem(theTray().menu.template, path)
}

function theTray(): StandInTray {
  if (!current) throw new Error('the app shows no tray icon')
  return current
}
