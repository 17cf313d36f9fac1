import { isolatedName } from '../../../shared/display-name.ts'
import type { Translate } from '../../i18n/useWords.ts'

/**
 * A participant's name for the middle of a sentence: toasts, notifications, labels. In markup of its own, a name stands in
 * `<bdi>`.
 */
export function nameInText(t: Translate, name: string): string {
  return name === '' ? t('app.guest') : isolatedName(name)
}
