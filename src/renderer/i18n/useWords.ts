import { useI18n } from 'vue-i18n'
import type { MessageKey } from './messages.ts'

/** What fills the {placeholders} of a message. */
export type MessageParameters = Readonly<Record<string, string | number>>
export type Translate = (key: MessageKey, parameters?: MessageParameters) => string

/** The words of the present language. A key that does not exist does not compile. */
export function useWords() {
  const { t, locale } = useI18n()
  const translate: Translate = (key, parameters) => t(key, parameters ?? {})
  return { t: translate, locale }
}
