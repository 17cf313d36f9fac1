import { standInApp } from './app.ts'
import { StandInEvent } from './events.ts'
import { answer } from './host-link.ts'
import { nativeTheme, powerMonitor, recorded } from './system.ts'
import { clickTrayItem, trayView } from './tray.ts'
import { openWindows, windowOfPage } from './window-list.ts'
import type { WindowState } from './wire.ts'

answer('drive', (drive) => {
  switch (drive.what) {
    case 'close-window':
      windowOfPage(drive.page)?.close()
      return undefined
    case 'minimize':
      windowOfPage(drive.page)?.minimize()
      return undefined
    case 'restore':
      windowOfPage(drive.page)?.restore()
      return undefined
    case 'windows':
      return openWindows().map((window): WindowState => ({
        page: window.id,
        title: window.getTitle(),
        visible: window.isVisible(),
        minimized: window.isMinimized(),
        focused: window.isFocused(),
        url: window.webContents.getURL(),
        bounds: window.getBounds(),
        ...window.marks,
      }))
    case 'power':
      powerMonitor.emit(drive.event)
      return undefined
    case 'open-url':
      standInApp.emit('open-url', new StandInEvent(), drive.url)
      return undefined
    case 'quit':
      // After the answer, or the process would be gone before it is sent.
      setImmediate(() => standInApp.quit())
      return undefined
    case 'clipboard':
      if (drive.write !== undefined) recorded.clipboard = drive.write
      return recorded.clipboard
    case 'opened-outside':
      return recorded.openedOutside
    case 'power-blockers':
      return [...recorded.powerBlockers.values()]
    case 'theme-source':
      return nativeTheme.themeSource
    case 'tray':
      return trayView()
    case 'click-tray-item':
      clickTrayItem(drive.path)
      return undefined
  }
})
