import { createI18n } from 'vue-i18n'
import { en } from './en.ts'
import { loaders, type Language } from './languages.ts'
import type { Messages } from './messages.ts'

export type VisavisI18n = ReturnType<typeof createVisavisI18n>

/** vue-i18n with English loaded. It interprets messages, never evaluates them, so a strict CSP holds. */
export function createVisavisI18n() {
  return createI18n<[Messages], Language, false>({
    // Deprecated as an option, since 12 knows nothing else; in 11 the old interface is still the default.
    // eslint-disable-next-line @typescript-eslint/no-deprecated
    legacy: false,
    locale: 'en',
    fallbackLocale: 'en',
    messages: { en } as Record<Language, Messages>,
  })
}

/** Loads the language if need be and switches to it. */
export async function setLanguage(i18n: VisavisI18n, language: Language): Promise<void> {
  if (language !== 'en' && !i18n.global.availableLocales.includes(language)) {
    i18n.global.setLocaleMessage(language, await loaders[language]())
  }
  i18n.global.locale.value = language
}
