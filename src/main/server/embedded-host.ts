import type { Log } from '../diagnostics/log.ts'
import { createLanReach, type LanReach } from './network/lan-reach.ts'
import type { Interfaces } from './network/networks.ts'
import type { SettingsStore } from '../settings/settings-store.ts'

/** As much of the embedded server as its host needs. */
export interface RunningServer {
  /** ws: address on this machine. */
  readonly url: string
  addListener(address: string): Promise<{ readonly port: number; close(): Promise<void> }>
  close(): Promise<void>
}

/** The signaling server inside this app: started when it is first needed, reachable where the settings say. */
export interface EmbeddedHost {
  /** Starts it where it does not run yet. Rejects if it cannot start. */
  url(): Promise<string>
  readonly reach: LanReach
  close(): Promise<void>
}

export interface EmbeddedHostOptions {
  readonly settings: SettingsStore
  readonly start: () => Promise<RunningServer>
  readonly interfaces: () => Interfaces
  readonly log: Log
}

export function createEmbeddedHost({ settings, start, interfaces, log }: EmbeddedHostOptions): EmbeddedHost {
  let running: Promise<RunningServer> | undefined
  const run = () => (running ??= start())
  const reach = createLanReach({
    wanted: () => {
      const { server } = settings.value
      return server.mode === 'embedded' ? server.network : undefined
    },
    interfaces,
    listen: async (address) => (await run()).addListener(address),
    log,
  })
  const unsubscribe = settings.subscribe(() => void reach.check())

  return {
    url: async () => (await run()).url,
    reach,
    async close() {
      unsubscribe()
      await reach.close()
      const was = running
      running = undefined
      // One that never started was reported to whoever asked for it, and has nothing to stop.
      const server = await was?.catch(() => undefined)
      await server?.close()
    },
  }
}
