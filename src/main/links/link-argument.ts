import { isAppLink } from '../../shared/deep-link.ts'

/**
 * The link among the arguments of a start, if there is one. Chromium adds arguments of its own around it, so its
 * position says nothing.
 */
export function linkArgument(argv: readonly string[]): string | undefined {
  return argv.slice(1).findLast(isAppLink)
}
