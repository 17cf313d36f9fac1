import type { Platform } from '../../shared/ipc.ts'
import type { CallStatus } from '../app/call-status.ts'
import type { Capture } from '../screen-share/install-screen-share.ts'
import type { CompanionWindows } from './companion/companion-windows.ts'
import type { Outbox } from '../ipc/outbox.ts'
import type { Quit } from '../app/quit.ts'
import type { Log } from '../diagnostics/log.ts'
import type { SettingsStore } from '../settings/settings-store.ts'
import { windowBackground } from './theme.ts'
import { showTaskbarButtons } from '../tray/taskbar/show-taskbar-buttons.ts'
import type { TrayPresence } from '../tray/tray-presence.ts'
import type { AppCommand } from '../commands/app-command.ts'
import type { Strings } from '../i18n/strings.ts'
import { guardClose } from './close-guard.ts'
import { installContextMenu } from './context-menu.ts'
import { tellHiddenOnce } from './hidden-hint.ts'
import { hideWindow } from './hide-window.ts'
import { openMainWindow } from './main-window.ts'
import { recoverRenderer } from './renderer-recovery.ts'
import type { WindowKeeper } from './window-keeper.ts'

export interface MainWindowParts {
  readonly platform: Platform
  readonly wayland: boolean
  /** Absolute path of the built preload. */
  readonly preload: string
  readonly settings: SettingsStore
  readonly words: () => Strings
  readonly outbox: Outbox
  readonly call: CallStatus
  readonly capture: Capture
  readonly companions: CompanionWindows
  readonly tray: TrayPresence
  readonly quit: Quit
  readonly leaveCall: () => Promise<boolean>
  readonly keeper: WindowKeeper
  readonly dispatch: (command: AppCommand) => void
  readonly log: Log
}

/** The main window with all that belongs to it, each time it is opened. */
export function installMainWindow(parts: MainWindowParts): void {
  const { platform, preload, settings, words, outbox, call, capture, companions, tray, quit, log } = parts
  const { keeper } = parts
  keeper.opensWith(() => {
    const window = openMainWindow({
      preload,
      background: windowBackground(),
      place: settings.value.window,
      knowsPositions: !parts.wayland,
      savePlace: (place) => settings.update({ window: place }),
      log,
    })
    outbox.attach(window.webContents)
    companions.attach(window)
    installContextMenu(window.webContents, () => words().menu)
    if (platform === 'windows') showTaskbarButtons(window, { call, words, dispatch: parts.dispatch })
    recoverRenderer(window.webContents, {
      log,
      now: () => performance.now(),
      onGone: () => {
        capture.pageGone()
        call.report({ status: 'idle' })
      },
    })
    guardClose(window, {
      call,
      hidesInCall: () => tray.there,
      hide() {
        hideWindow(window, platform)
        tellHiddenOnce(settings, words(), () => keeper.show())
      },
      leaveCall: parts.leaveCall,
      mustClose: () => quit.mustClose,
      log,
    })
    return window
  })
}
