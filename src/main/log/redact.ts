import { parseRoomCode } from '../../shared/room-code.ts'

/**
 * Twelve symbols as a code is written: in capitals, or in groups with hyphens. Words in running text are neither; longer
 * runs are something else.
 */
const codeLike =
  /(?<![0-9A-Za-z])(?:[0-9A-Z]{12}|[0-9A-Z]{4} [0-9A-Z]{4} [0-9A-Z]{4}|[0-9A-Za-z]{4}-[0-9A-Za-z]{4}-[0-9A-Za-z]{4})(?![0-9A-Za-z])/g
const appLink = /visavis:\S*/gi
const fragment = /(https?:\/\/[^\s#?]*)[?#]\S*/gi

/**
 * Takes out of a log line what would let its reader into a room: codes, and the parts of links that carry them.
 * A log may end up in a bug report.
 */
export function redact(text: string): string {
  return text
    .replace(appLink, 'visavis:[link]')
    .replace(fragment, '$1[link]')
    .replace(codeLike, (match) => (parseRoomCode(match).ok ? '[code]' : match))
}
