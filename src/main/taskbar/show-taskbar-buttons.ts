import type { BrowserWindow } from 'electron'
import type { CallStatus } from '../call/call-status.ts'
import type { TrayAction } from '../tray/tray-state.ts'
import type { Words } from '../words/words.ts'
import { taskbarImage } from './button-icons.ts'
import { taskbarButtons } from './taskbar-buttons.ts'

export interface TaskbarParts {
  readonly call: CallStatus
  readonly words: () => Words
  readonly perform: (action: TrayAction) => void
}

/** Windows only: keeps the buttons of this window's preview up with the call. */
export function showTaskbarButtons(window: BrowserWindow, { call, words, perform }: TaskbarParts): void {
  const show = () => {
    if (window.isDestroyed() || !window.isVisible()) return
    const buttons = taskbarButtons(call.value, words())
    window.setThumbarButtons(
      buttons.map(({ icon, label, action }) => ({
        icon: taskbarImage(icon),
        tooltip: label,
        click: () => perform(action),
      })),
    )
  }
  const unsubscribe = call.subscribe(show)
  // A window that was hidden comes back with a taskbar button of its own, without ours.
  window.on('show', show)
  window.once('closed', unsubscribe)
}
