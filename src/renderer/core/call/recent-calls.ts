import { maxRecentCalls, maxRecentNames, type RecentCall } from '../../../shared/preferences.ts'

/** The recent calls with this one first, once for each room. Without names it has only begun. @param now Unix time, ms */
export function withCall(
  recentCalls: readonly RecentCall[],
  { code, names }: { readonly code: string; readonly names: readonly string[] },
  now: number,
): RecentCall[] {
  const before = recentCalls.find((call) => call.code === code)
  const at = names.length > 0 && before ? before.at : now
  const call = { code, at, names: names.length > 0 ? names.slice(0, maxRecentNames) : (before?.names ?? []) }
  return [call, ...recentCalls.filter((other) => other.code !== code)].slice(0, maxRecentCalls)
}
