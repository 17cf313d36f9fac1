import { Menu, Tray } from 'electron'
import type { Platform } from '../../shared/ipc.ts'
import type { Strings } from '../i18n/strings.ts'
import { menuTemplate } from './menu-template.ts'
import { trayImage } from './tray-icons.ts'
import { trayMenu } from './tray-menu.ts'
import type { AppCommand } from '../commands/app-command.ts'
import { trayIcon, type TrayState } from './tray-state.ts'

export interface TrayOptions {
  readonly platform: Platform
  readonly words: () => Strings
  readonly state: () => TrayState
  readonly dispatch: (command: AppCommand) => void
  /** The pointer came near: a good moment to look at what may have changed. */
  readonly onApproach: () => void
}

export interface TrayHandle {
  /** Shows the state as it is now. */
  refresh(): void
  dispose(): void
}

/** The icon in the system's bar and its menu. */
export function showTray({ platform, words, state, dispatch, onApproach }: TrayOptions): TrayHandle {
  const tray = new Tray(trayImage(trayIcon(state().call), platform))
  const refresh = () => {
    const now = state()
    tray.setImage(trayImage(trayIcon(now.call), platform))
    const items = trayMenu(now, words())
    const [status] = items
    tray.setToolTip(status?.kind === 'text' ? `Visavis: ${status.label}` : 'Visavis')
    tray.setContextMenu(Menu.buildFromTemplate(menuTemplate(items, dispatch)))
  }
  refresh()
  tray.on('mouse-enter', onApproach)
  // On macOS a click opens the menu; elsewhere it is the customary way back to the window.
  if (platform !== 'mac') tray.on('click', () => dispatch({ type: 'show-window' }))
  return { refresh, dispose: () => tray.destroy() }
}
