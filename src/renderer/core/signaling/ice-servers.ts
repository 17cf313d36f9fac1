import { UsableIceServerSchema, type IceServer } from '@visavis/signaling-server/protocol'
import * as v from 'valibot'

function urlsOf({ urls }: IceServer): readonly string[] {
  return typeof urls === 'string' ? [urls] : urls
}

function has(iceServers: readonly IceServer[], scheme: RegExp): boolean {
  return iceServers.some((server) => urlsOf(server).some((url) => scheme.test(url)))
}

/** Whether one of them passes media on (RFC 7065). */
export function hasRelay(iceServers: readonly IceServer[]): boolean {
  return has(iceServers, /^turns?:/i)
}

/** Whether one of them tells a computer its public address; TURN servers do so too (RFC 7064, RFC 8656). */
export function hasStun(iceServers: readonly IceServer[]): boolean {
  return has(iceServers, /^(stuns?|turns?):/i)
}

/** Those that only tell the public address, where there are any; else all. */
export function onlyStun(iceServers: readonly IceServer[]): readonly IceServer[] {
  const stun = iceServers.filter((server) => urlsOf(server).every((url) => /^stuns?:/i.test(url)))
  return stun.length > 0 ? stun : iceServers
}

/**
 * Those that a browser takes. One that it does not would make every connection fail to open, or the change of servers of
 * those that are open; without it the others are of use.
 */
export function usableIceServers(iceServers: readonly IceServer[]): readonly IceServer[] {
  return iceServers.filter((server) => v.is(UsableIceServerSchema, server))
}
