import type { BrowserWindow } from 'electron'

/** The main window: one at most, opened when it is wanted. */
export interface WindowKeeper {
  readonly current: BrowserWindow | undefined
  /** Opens it, or brings it up from wherever it is. */
  show(): BrowserWindow
}

export function keepWindow(open: () => BrowserWindow): WindowKeeper {
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
      const opened = open()
      current = opened
      opened.on('closed', () => {
        if (current === opened) current = undefined
      })
      return opened
    },
  }
}
