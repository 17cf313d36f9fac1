import { networkInterfaces } from 'node:os'
import type { ShellNotice, Platform } from '../../shared/ipc.ts'
import { preferredPort } from './embedded/preferred-port.ts'
import type { Log } from '../diagnostics/log.ts'
import type { SettingsStore } from '../settings/settings-store.ts'
import { createAccessTokens, type AccessTokens } from './access-tokens.ts'
import { createEmbeddedHost, type EmbeddedHost } from './embedded-host.ts'
import { createSystemSecretBox } from './secret-box.ts'
import { createServerDirectory, type ServerDirectory } from './server-directory.ts'

export interface ServerParts {
  readonly settings: SettingsStore
  readonly log: Log
  readonly platform: Platform
  /** The built renderer, for guests. */
  readonly webFolder: string
  readonly notify: (notice: ShellNotice) => void
}

/** Everything about which server calls go through, with the real things behind it. */
export function installServer({ settings, log, platform, webFolder, notify }: ServerParts): {
  readonly directory: ServerDirectory
  readonly embedded: EmbeddedHost
  readonly tokens: AccessTokens
} {
  const embedded = createEmbeddedHost({
    settings,
    // Loaded when it is wanted: it is half of all that main consists of, and the first window needs none of it.
    start: async () => {
      const { startEmbeddedServer } = await import('./embedded/embedded-server.ts')
      return startEmbeddedServer({ webFolder, log })
    },
    interfaces: networkInterfaces,
    log,
  })
  const tokens = createAccessTokens(createSystemSecretBox(platform, log), log)
  const directory = createServerDirectory({
    settings,
    log,
    embedded,
    tokens,
    embeddedFallback: `ws://127.0.0.1:${preferredPort}/ws`,
    notify,
  })
  return { directory, embedded, tokens }
}
