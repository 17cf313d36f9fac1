import { isAppLink, parseRoomLink } from '../../shared/deep-link.ts'

/**
 * The link among the arguments of a start, if there is one. Chromium adds arguments of its own around it, so its
 * position says nothing. Addresses of the web count where they lead to a room; others are not meant for this app.
 */
export function linkArgument(argv: readonly string[]): string | undefined {
  return argv.slice(1).findLast((text) => isAppLink(text) || parseRoomLink(text) !== undefined)
}
