import { watch } from 'vue'
import type { VisavisI18n } from '../../i18n/i18n.ts'
import { setLanguage } from '../../i18n/i18n.ts'
import { chooseLanguage } from '../../i18n/languages.ts'
import { usePreferences } from './useAppState.ts'

/** Keeps the document's theme and language as the preferences say. */
export function useAppearance(i18n: VisavisI18n): void {
  const preferences = usePreferences()
  watch(
    () => preferences.value.theme,
    (theme) => {
      if (theme === 'system') delete document.documentElement.dataset['theme']
      else document.documentElement.dataset['theme'] = theme
    },
    { immediate: true },
  )
  watch(
    () => preferences.value.language,
    (preferred) => setLanguage(i18n, chooseLanguage(preferred, navigator.languages)),
  )
  watch(i18n.global.locale, (language) => (document.documentElement.lang = language), { immediate: true })
}
