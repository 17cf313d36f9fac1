/**
 * Addresses of signaling servers, as people write them and as links carry them.
 *
 * Written without the URL class on purpose: this folder compiles for every environment, and a strict grammar that
 * accepts little is easier to trust than a parser that repairs a lot.
 */

/** Longest address accepted, in characters. */
const maxAddressLength = 512

// scheme, host (name, IPv4 or bracketed IPv6), port, path. No user name, query or fragment: none has a meaning here.
const address =
  /^(?:(wss?|https?):\/\/)?(\[[0-9a-f:.]+\]|[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)(?::(\d{1,5}))?(\/[\w.~/-]*)?$/i

/** The endpoint of a server's own path, docs/protocol.md. */
const defaultPath = '/ws'

export interface ServerAddress {
  /** Normal form: ws: or wss:, lower-case host, no default port, path. */
  readonly signalingUrl: string
  /** The web client beside it: same host, the path without its last part. Ends in `/`. */
  readonly inviteBase: string
}

/** This very machine, the one place where unencrypted traffic cannot be overheard. */
export function isLoopbackHost(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host)
}

/**
 * Whether what goes there can be read and changed on the way: without encryption, and not on this very machine.
 *
 * @param signalingUrl in the normal form of `parseServerAddress`
 */
export function isOpenAddress(signalingUrl: string): boolean {
  const host = /^ws:\/\/(\[[^\]]+\]|[^:/]+)/.exec(signalingUrl)?.[1]
  return host !== undefined && !isLoopbackHost(host)
}

/**
 * Reads `wss://host/ws`, `https://host`, `host:8790` …; undefined when it is none of these. Without a scheme it is
 * encrypted, except on this machine.
 */
export function parseServerAddress(text: string): ServerAddress | undefined {
  const trimmed = text.trim()
  if (trimmed.length > maxAddressLength) return undefined
  const match = address.exec(trimmed)
  if (!match) return undefined
  const [, scheme, rawHost = '', port, path] = match
  const host = rawHost.toLowerCase()
  if (host.includes('..') || (path ?? '').includes('..')) return undefined
  if (port !== undefined && (Number(port) < 1 || Number(port) > 65_535)) return undefined
  const secure = scheme === undefined ? !isLoopbackHost(host) : /^(?:wss|https)$/i.test(scheme)
  const shownPort = port === undefined || Number(port) === (secure ? 443 : 80) ? '' : `:${Number(port)}`
  const endpoint = path === undefined || path === '/' ? defaultPath : path
  const folder = endpoint.slice(0, endpoint.lastIndexOf('/') + 1)
  return {
    signalingUrl: `${secure ? 'wss' : 'ws'}://${host}${shownPort}${endpoint}`,
    inviteBase: `${secure ? 'https' : 'http'}://${host}${shownPort}${folder}`,
  }
}
