import type { ErrorCode } from '../../core/ports/errors.ts'
import type { Translate } from '../../i18n/useWords.ts'

/** A code without words does not compile: the keys are made from the code's type. */
export function errorWords(t: Translate, code: ErrorCode): { title: string; text: string } {
  return { title: t(`error.${code}.title`), text: t(`error.${code}.text`) }
}
