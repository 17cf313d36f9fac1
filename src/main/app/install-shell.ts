import { clipboard, Menu, type App } from 'electron'
import type { CallCommand, Environment } from '../../shared/ipc.ts'
import type { CallStatus } from './call-status.ts'
import type { ShareTarget } from '../screen-share/share-requests.ts'
import type { LinkWatch } from '../deep-links/watch-links.ts'
import { describeError, type Log } from '../diagnostics/log.ts'
import type { SettingsStore } from '../settings/settings-store.ts'
import { installTray } from '../tray/install-tray.ts'
import { createTrayActions } from '../tray/tray-actions.ts'
import type { TrayAction } from '../tray/tray-state.ts'
import { appMenu } from '../windows/app-menu.ts'
import type { WindowKeeper } from '../windows/window-keeper.ts'
import type { Words } from '../i18n/strings.ts'
import { aboutPanel } from '../windows/about-panel.ts'

export interface SurroundingsParts {
  readonly app: App
  readonly environment: Environment
  readonly systemPicks: boolean
  readonly call: CallStatus
  readonly settings: SettingsStore
  readonly words: () => Words
  readonly share: (target: ShareTarget) => void
  readonly mainWindow: WindowKeeper
  readonly links: LinkWatch
  readonly followLink: (link: string) => Promise<void>
  readonly tellCommand: (command: CallCommand) => void
  readonly log: Log
}

export interface Surroundings {
  /** Does what was chosen outside the page; for others that offer the same, such as the taskbar. */
  perform(action: TrayAction): void
  dispose(): void
}

/** What a person can do to the call from outside its page: the tray, the dock, the app's menu, a second start. */
export function installSurroundings(parts: SurroundingsParts): Surroundings {
  const { app, environment, systemPicks, call, settings, words, share, mainWindow, log } = parts
  const { links, followLink, tellCommand } = parts
  const { platform } = environment
  const act = createTrayActions({
    command: tellCommand,
    showWindow: () => mainWindow.show(),
    share,
    readClipboard: () => clipboard.readText(),
    followLink: (link) => void followLink(link),
    quit: () => app.quit(),
  })
  const perform = (action: TrayAction) => {
    act(action).catch((error: unknown) =>
      log.error('action failed', { action: action.type, error: describeError(error) }),
    )
  }

  links.onCommand((command) => {
    // The picker is in the window.
    if (command === 'share-screen') perform({ type: 'choose-what-to-share' })
    else if (command === 'new-call') perform({ type: 'new-call' })
    else tellCommand(command)
  })
  const disposeTray = installTray({
    platform,
    systemPicks,
    call,
    settings,
    words,
    readClipboard: () => clipboard.readText(),
    perform,
    dock: app.dock,
    log,
  })
  app.setAboutPanelOptions(aboutPanel(environment))
  const stopMenu = followLanguage(settings, () => {
    const openSettings = () => perform({ type: 'open-settings' })
    const menu = appMenu({ platform, words: words(), development: !app.isPackaged, openSettings })
    Menu.setApplicationMenu(Menu.buildFromTemplate(menu))
  })

  return {
    perform,
    dispose() {
      stopMenu()
      disposeTray()
    },
  }
}

/** Does it now, and again when the words change. */
function followLanguage(settings: SettingsStore, show: () => void): () => void {
  let shown: string | undefined
  const update = () => {
    const { language } = settings.value.preferences
    if (language === shown) return
    shown = language
    show()
  }
  update()
  return settings.subscribe(update)
}
