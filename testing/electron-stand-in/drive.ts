import { standInApp } from './app.ts'
import { StandInEvent } from './events.ts'
import { answer } from './host-link.ts'
import { uncapturable } from './desktop-capturer.ts'
import { plugDisplays } from './displays.ts'
import { globalKeys, takenKeys } from './keys.ts'
import { shown } from './notification.ts'
import { nativeTheme, powerMonitor, recorded } from './system.ts'
import { applicationMenu, clickMenuItem, viewOf } from './menu.ts'
import { clickTrayItem, trayView } from './tray.ts'
import { openWindows, windowOfPage } from './window-list.ts'
import type { SystemView, WindowState } from './wire.ts'

answer('drive', (drive) => {
  switch (drive.what) {
    case 'close-window':
      windowOfPage(drive.page)?.close()
      return undefined
    case 'move-window':
      windowOfPage(drive.page)?.setBounds(drive.bounds)
      return undefined
    case 'show-uncapturable-window':
      uncapturable.shown = true
      return undefined
    case 'displays':
      plugDisplays(drive.displays)
      return undefined
    case 'system':
      return {
        badge: standInApp.getBadgeCount(),
        globalKeys: [...globalKeys.keys()],
        notifications: shown.map(({ title, body }) => ({ title, body })),
        aboutVersion: standInApp.about.applicationVersion ?? '',
        saveSuggestion: recorded.saveSuggestion,
      } satisfies SystemView
    case 'press-keys':
      globalKeys.get(drive.keys)?.()
      return undefined
    case 'take-keys':
      takenKeys.add(drive.keys)
      return undefined
    case 'save-to':
      recorded.saveTo = drive.path
      return undefined
    case 'click-notification': {
      const notification = shown.find(({ title }) => title === drive.title)
      if (!notification) throw new Error(`no notification says ${drive.title}`)
      notification.emit('click')
      return undefined
    }
    case 'click-menu-item':
      clickMenuItem(drive.role, drive.label)
      return undefined
    case 'menu':
      return viewOf(applicationMenu.template)
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
        maximized: window.isMaximized(),
        throttled: window.webContents.getBackgroundThrottling(),
        ...window.marks,
      }))
    case 'power':
      powerMonitor.emit(drive.event, new StandInEvent())
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
