import { isLoopbackHost } from '../../../shared/server-address.ts'

/** Whether what goes there could be overheard: without encryption, and not on this very machine. */
export function isOpenAddress(signalingUrl: string): boolean {
  const host = /^ws:\/\/(\[[^\]]+\]|[^:/]+)/.exec(signalingUrl)?.[1]
  return host !== undefined && !isLoopbackHost(host)
}
