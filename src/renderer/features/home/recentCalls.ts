import type { RecentCall } from '../../../shared/preferences.ts'
import { parseRoomCode, type RoomCode } from '../../../shared/room-code.ts'

export interface RecentCallView {
  readonly code: RoomCode
  readonly names: readonly string[]
  readonly at: number
}

/** Those that can be called again, the latest first. An entry whose code fails its check symbol is left out. */
export function recentCallViews(calls: readonly RecentCall[]): readonly RecentCallView[] {
  return calls
    .flatMap((call) => {
      const result = parseRoomCode(call.code)
      return result.ok ? [{ code: result.code, names: call.names, at: call.at }] : []
    })
    .sort((a, b) => b.at - a.at)
}

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** "5 minutes ago", "yesterday", or the date when it is more than a week back, in the given language. */
export function whenInWords(at: number, now: number, locale: string): string {
  const ago = Math.max(0, now - at)
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  if (ago < minute) return relative.format(0, 'second')
  if (ago < hour) return relative.format(-Math.floor(ago / minute), 'minute')
  if (ago < day) return relative.format(-Math.floor(ago / hour), 'hour')
  if (ago < 7 * day) return relative.format(-Math.floor(ago / day), 'day')
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(at)
}
