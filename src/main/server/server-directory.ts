import type { BridgeNotice, ServerInfo } from '../../shared/ipc.ts'
import { parseServerAddress, type ServerAddress } from '../../shared/server-address.ts'
import type { ServerChoice } from '../../shared/settings.ts'
import { describeError, type Log } from '../log/log.ts'
import type { SettingsStore } from '../settings/settings-store.ts'

/** Knows which signaling server calls go through. */
export interface ServerDirectory {
  /** Resolves once there is something to connect to; never rejects. */
  current(): Promise<ServerInfo>
  /** Until the app quits or another server is set: a link led here, and the person agreed. */
  useForNow(address: ServerAddress): void
  subscribe(listener: (info: ServerInfo) => void): () => void
  /** Stops the embedded server, if it runs. */
  close(): Promise<void>
}

export interface ServerDirectoryOptions {
  readonly settings: SettingsStore
  readonly log: Log
  readonly startEmbedded: () => Promise<{ readonly url: string; close(): Promise<void> }>
  /** Given where the embedded server could not start, so that the page has an address to report as unreachable. */
  readonly embeddedFallback: string
  readonly notify: (notice: BridgeNotice) => void
}

export function createServerDirectory(options: ServerDirectoryOptions): ServerDirectory {
  const { settings, log, startEmbedded, embeddedFallback, notify } = options
  const listeners = new Set<(info: ServerInfo) => void>()
  let embedded: ReturnType<typeof startEmbedded> | undefined
  let choice = settings.value.server
  let forNow: ServerAddress | undefined

  const unsubscribe = settings.subscribe(({ server }) => {
    if (sameChoice(server, choice)) return
    choice = server
    forNow = undefined
    void announce()
  })

  async function current(): Promise<ServerInfo> {
    if (forNow) return forNow
    if (choice.mode === 'address') return infoFor(choice.url)
    embedded ??= startEmbedded()
    try {
      return infoFor((await embedded).url)
    } catch (error) {
      log.error('embedded server not started', { error: describeError(error) })
      notify({ type: 'server-failed' })
      return infoFor(embeddedFallback)
    }
  }

  async function announce(): Promise<void> {
    const info = await current()
    for (const listener of listeners) listener(info)
  }

  return {
    current,
    useForNow(address) {
      forNow = address
      void announce()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    async close() {
      unsubscribe()
      const running = embedded
      embedded = undefined
      // One that never started was reported by current() and has nothing to stop.
      const server = await running?.catch(() => undefined)
      await server?.close()
    },
  }
}

/** @param url has passed the settings schema or comes from our own server, so it is an address. */
function infoFor(url: string): ServerInfo {
  const address = parseServerAddress(url)
  if (!address) throw new Error('a checked server address could not be read')
  return address
}

function sameChoice(a: ServerChoice, b: ServerChoice): boolean {
  return a.mode === 'address' && b.mode === 'address' ? a.url === b.url : a.mode === b.mode
}
