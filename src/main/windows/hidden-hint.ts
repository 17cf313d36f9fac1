import { Notification } from 'electron'
import type { SettingsStore } from '../settings/settings-store.ts'
import type { Strings } from '../i18n/strings.ts'

/** Says, the first time ever, where the window went that was closed in a call. */
export function tellHiddenOnce(settings: SettingsStore, words: Strings, showWindow: () => void): void {
  if (settings.value.hints.hiddenInCall || !Notification.isSupported()) return
  settings.update({ hints: { ...settings.value.hints, hiddenInCall: true } })
  const hint = new Notification({ title: words.hiddenTitle, body: words.hiddenDetail })
  hint.on('click', showWindow)
  hint.show()
}
