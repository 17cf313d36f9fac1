import type { BrowserWindow } from 'electron'
import type { CallStatus } from '../../app/call-status.ts'
import type { AppCommand } from '../../commands/app-command.ts'
import type { Strings } from '../../i18n/strings.ts'
import { taskbarImage } from './button-icons.ts'
import { taskbarButtons } from './taskbar-buttons.ts'

/** How long after a window shows its taskbar button is there at the latest, milliseconds. */
const taskbarDelay = 500

export interface TaskbarParts {
  readonly call: CallStatus
  readonly words: () => Strings
  readonly dispatch: (command: AppCommand) => void
}

/** Windows only: keeps the buttons of this window's preview up with the call. */
export function showTaskbarButtons(window: BrowserWindow, { call, words, dispatch }: TaskbarParts): void {
  const show = () => {
    if (window.isDestroyed() || !window.isVisible()) return
    const buttons = taskbarButtons(call.value, words())
    window.setThumbarButtons(
      buttons.map(({ icon, label, action }) => ({
        icon: taskbarImage(icon),
        tooltip: label,
        click: () => dispatch(action),
      })),
    )
  }
  let timer: NodeJS.Timeout | undefined
  /**
   * Buttons that are set before the window has its taskbar button are lost, and Electron, which takes them for added,
   * only updates them from then on (electron/shell/browser/ui/win/taskbar_host.cc). setSkipTaskbar(false) makes sure of the
   * taskbar button, and makes Electron add them anew (native_window_views.cc).
   */
  const showAgain = () => {
    if (window.isDestroyed() || !window.isVisible()) return
    window.setSkipTaskbar(false)
    show()
  }
  const unsubscribe = call.subscribe(show)
  // A window that was hidden comes back with a taskbar button of its own, without ours.
  window.on('show', () => {
    show()
    clearTimeout(timer)
    timer = setTimeout(showAgain, taskbarDelay)
  })
  window.once('closed', () => {
    clearTimeout(timer)
    unsubscribe()
  })
}
