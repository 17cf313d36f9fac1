import { Menu, type App } from 'electron'
import type { Environment } from '../../shared/ipc.ts'
import type { AppCommand } from '../commands/app-command.ts'
import type { Strings } from '../i18n/strings.ts'
import type { SettingsStore } from '../settings/settings-store.ts'
import { aboutPanel } from './about-panel.ts'
import { appMenu } from './app-menu.ts'

export interface AppMenuParts {
  readonly app: App
  readonly environment: Environment
  readonly settings: SettingsStore
  readonly words: () => Strings
  readonly dispatch: (command: AppCommand) => void
}

/** Sets the About panel and the application menu, and the menu again when the language changes. */
export function installAppMenu({ app, environment, settings, words, dispatch }: AppMenuParts): () => void {
  const { platform } = environment
  app.setAboutPanelOptions(aboutPanel(environment))
  let shown: string | undefined
  const update = () => {
    const { language } = settings.value.preferences
    if (language === shown) return
    shown = language
    const openSettings = () => dispatch({ type: 'open-settings' })
    const menu = appMenu({ platform, words: words(), development: !app.isPackaged, openSettings })
    Menu.setApplicationMenu(Menu.buildFromTemplate(menu))
  }
  update()
  return settings.subscribe(update)
}
