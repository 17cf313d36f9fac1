import { Menu, screen, type Dock } from 'electron'
import type { Platform } from '../../shared/ipc.ts'
import type { CallStatus } from '../app/call-status.ts'
import { describeError, type Log } from '../diagnostics/log.ts'
import type { SettingsStore } from '../settings/settings-store.ts'
import type { Strings } from '../i18n/strings.ts'
import { linkIn } from '../commands/command-handler.ts'
import { menuTemplate } from './menu-template.ts'
import { dockMenu } from './tray-menu.ts'
import { trayScreens } from './tray-screens.ts'
import type { AppCommand } from '../commands/app-command.ts'
import type { TrayState } from './tray-state.ts'
import { showTray } from './tray.ts'

export interface TrayParts {
  readonly platform: Platform
  readonly systemPicks: boolean
  readonly call: CallStatus
  readonly settings: SettingsStore
  readonly words: () => Strings
  readonly readClipboard: () => Promise<string>
  readonly dispatch: (command: AppCommand) => void
  /** macOS only. */
  readonly dock: Dock | undefined
  readonly log: Log
}

/** The tray, kept up with everything it shows. */
export function installTray(parts: TrayParts): () => void {
  const { platform, systemPicks, call, settings, words, readClipboard, dispatch, dock, log } = parts
  // Linux does not say when the pointer comes near, so there the item is always offered.
  let canJoinFromClipboard = platform === 'linux'
  const state = (): TrayState => ({
    call: call.value,
    screens: trayScreens(screen.getAllDisplays()),
    canJoinFromClipboard,
    systemPicks,
  })

  const tray = showTray({
    platform,
    words,
    state,
    dispatch,
    onApproach: lookAtClipboard,
  })
  let shown = ''
  const refresh = () => {
    // Reports come often and change little; a menu that is replaced while it is open closes under the pointer.
    const now = JSON.stringify([state(), settings.value.preferences.language])
    if (now === shown) return
    shown = now
    tray.refresh()
    dock?.setMenu(Menu.buildFromTemplate(menuTemplate(dockMenu(state(), words()), dispatch)))
  }
  refresh()
  const endings = [call.subscribe(refresh), settings.subscribe(refresh)]
  screen.on('display-added', refresh)
  screen.on('display-removed', refresh)
  screen.on('display-metrics-changed', refresh)

  return () => {
    for (const end of endings) end()
    screen.off('display-added', refresh)
    screen.off('display-removed', refresh)
    screen.off('display-metrics-changed', refresh)
    tray.dispose()
  }

  function lookAtClipboard(): void {
    if (platform === 'linux') return
    readClipboard().then(
      (text) => {
        canJoinFromClipboard = linkIn(text) !== undefined
        refresh()
      },
      (error: unknown) => log.error('clipboard not read', { error: describeError(error) }),
    )
  }
}
