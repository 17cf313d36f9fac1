import type { ShellNotice, ServerInfo } from '../../shared/ipc.ts'
import { parseServerAddress, type ServerAddress } from '../../shared/server-address.ts'
import { describeError, type Log } from '../diagnostics/log.ts'
import type { SettingsStore } from '../settings/settings-store.ts'
import type { AccessTokens } from './access-tokens.ts'
import type { EmbeddedHost } from './embedded-host.ts'

/** Knows which signaling server calls go through. */
export interface ServerDirectory {
  /** Resolves once there is something to connect to; never rejects. */
  current(): Promise<ServerInfo>
  /** True for the server in use, by any of its addresses. */
  isCurrent(address: ServerAddress): Promise<boolean>
  /** Until the app quits or another server is set: a link led here, and the person agreed. */
  useForNow(address: ServerAddress): void
  subscribe(listener: (info: ServerInfo) => void): () => void
  /** Stops the embedded server, if it runs. */
  close(): Promise<void>
}

export interface ServerDirectoryOptions {
  readonly settings: SettingsStore
  readonly log: Log
  readonly embedded: EmbeddedHost
  readonly tokens: AccessTokens
  /** Given where the embedded server could not start, so that the page has an address to report as unreachable. */
  readonly embeddedFallback: string
  readonly notify: (notice: ShellNotice) => void
}

export function createServerDirectory(options: ServerDirectoryOptions): ServerDirectory {
  const { settings, log, embedded, tokens, embeddedFallback, notify } = options
  const listeners = new Set<(info: ServerInfo) => void>()
  let choice = settings.value.server
  let forNow: ServerAddress | undefined

  const endings = [
    settings.subscribe(({ server }) => {
      // Other settings change without touching this one.
      if (server === choice) return
      if (server.mode === 'address' || choice.mode === 'address') forNow = undefined
      choice = server
      void announce()
    }),
    embedded.reach.subscribe(({ state }) => {
      if (state === 'network-gone') notify({ type: 'network-gone' })
      if (choice.mode === 'embedded') void announce()
    }),
  ]

  async function current(): Promise<ServerInfo> {
    if (forNow) return forNow
    if (choice.mode === 'embedded') return await embeddedInfo()
    const accessToken = await tokens.tokenFor(choice)
    return { ...addressOf(choice.url), ...(accessToken !== undefined && { accessToken }) }
  }

  async function embeddedInfo(): Promise<ServerInfo> {
    try {
      const info = addressOf(await embedded.url())
      await embedded.reach.check()
      const reach = embedded.reach.value
      // This computer's own page stays on loopback, which no change of network touches; invitations are for others.
      return reach.state === 'network' ? { ...info, inviteBase: reach.address } : info
    } catch (error) {
      log.error('embedded server not started', { error: describeError(error) })
      notify({ type: 'server-failed' })
      return addressOf(embeddedFallback)
    }
  }

  async function announce(): Promise<void> {
    const info = await current()
    for (const listener of listeners) listener(info)
  }

  return {
    current,
    async isCurrent(address) {
      const { signalingUrl, inviteBase } = await current()
      return signalingUrl === address.signalingUrl || inviteBase === address.inviteBase
    },
    useForNow(address) {
      forNow = address
      void announce()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    async close() {
      for (const end of endings.splice(0)) end()
      await embedded.close()
    },
  }
}

/** @param url has passed the settings schema or comes from our own server, so it is an address. */
function addressOf(url: string): ServerAddress {
  const address = parseServerAddress(url)
  if (!address) throw new Error('a checked server address could not be read')
  return address
}
