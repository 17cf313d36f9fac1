import { formatRoomCode, normalizeRoomCodeText } from '../../../shared/room-code.ts'

/** What the field holds after a keystroke, and where the caret stands in it. */
export interface CodeText {
  readonly text: string
  readonly caret: number
}

// An invitation in either form: visavis://join/CODE?… or https://host/#CODE.
const link = /^(?:visavis:\/\/join\/|https?:\/\/[^#\s]*#)([^/?#]*)/i

/** The code's part of a pasted link; any other text as it is. Whether the code is right is told later, by its check symbol. */
export function codeInText(text: string): string {
  return link.exec(text.trim())?.[1] ?? text
}

/** Whether this is a link, and to no room. */
export function isOtherLink(text: string): boolean {
  return text.includes('://') && codeInText(text) === text
}

/** Groups what was typed by four and keeps the caret behind the same symbol. */
export function formatTyped(typed: string, caret: number): CodeText {
  // Whoever pasted it recognises it best as it was.
  if (isOtherLink(typed)) return { text: typed, caret }
  const inText = codeInText(typed)
  const isLink = inText !== typed
  const symbols = normalizeRoomCodeText(inText)
  const text = formatRoomCode(symbols)
  if (isLink) return { text, caret: text.length }
  const before = normalizeRoomCodeText(typed.slice(0, caret)).length
  return { text, caret: before + Math.max(0, Math.floor((before - 1) / 4)) }
}
