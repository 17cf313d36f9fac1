import type { BrowserWindow } from 'electron'

/** The main window: one at most, opened when it is wanted. */
export interface WindowKeeper {
  readonly current: BrowserWindow | undefined
  /** Opens it, or brings it up from wherever it is. */
  show(): BrowserWindow
  /** Sets what opens it. Has to be called before it is shown. */
  opensWith(open: () => BrowserWindow): void
}

export function createWindowKeeper(): WindowKeeper {
  let open: (() => BrowserWindow) | undefined
  let current: BrowserWindow | undefined
  return {
    get current() {
      return current
    },
    show() {
      if (current && !current.isDestroyed()) {
        if (current.isMinimized()) current.restore()
        current.show()
        current.focus()
        return current
      }
      if (!open) throw new Error('nothing opens the main window yet')
      const opened = open()
      current = opened
      opened.on('closed', () => {
        if (current === opened) current = undefined
      })
      return opened
    },
    opensWith(given) {
      open = given
    },
  }
}
