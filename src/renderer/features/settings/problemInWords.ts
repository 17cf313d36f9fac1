import type { TestProblem } from '../../core/connection-test/state.ts'
import type { Translate } from '../../i18n/useWords.ts'
import { errorWords } from '../shell/errorWords.ts'

/** Why a step of the connection test failed, and what to do. */
export function problemInWords(t: Translate, problem: TestProblem): string {
  switch (problem) {
    case 'address-unreadable':
      return t('settings.test.addressUnreadable')
    case 'stun-silent':
      return t('settings.test.stunSilent')
    case 'turn-silent':
      return t('settings.test.turnSilent')
    case 'turn-refused':
      return t('settings.test.turnRefused')
    default: {
      const { title, text } = errorWords(t, problem)
      return `${title}. ${text}`
    }
  }
}
