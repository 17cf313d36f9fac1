import { nativeTheme } from 'electron'
import type { SettingsStore } from '../settings/settings-store.ts'

/** Menus, dialogs and the page's own `prefers-color-scheme` follow the theme that was chosen. */
export function followTheme(settings: SettingsStore): () => void {
  const apply = () => {
    nativeTheme.themeSource = settings.value.preferences.theme
  }
  apply()
  return settings.subscribe(apply)
}

/** What a window shows before its page has painted: the page's own surface, so that nothing flashes. */
export function windowBackground(): string {
  return nativeTheme.shouldUseDarkColors ? '#111318' : '#fbfbfc'
}
