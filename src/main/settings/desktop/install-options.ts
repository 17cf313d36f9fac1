import { networkInterfaces } from 'node:os'
import type { App } from 'electron'
import type { DesktopOptions, Platform } from '../../../shared/ipc.ts'
import type { Log } from '../../diagnostics/log.ts'
import { loginItemFor } from '../../app/launch-at-login/install-login-item.ts'
import type { AccessTokens } from '../../server/access-tokens.ts'
import type { EmbeddedHost } from '../../server/embedded-host.ts'
import type { SettingsStore } from '../settings-store.ts'
import { keepGlobalMute } from '../../shortcuts/global-mute.ts'
import { keepDesktopOptions, type DesktopOptionsKeeper } from './desktop-options.ts'

export interface OptionsParts {
  readonly app: App
  readonly platform: Platform
  readonly settings: SettingsStore
  readonly log: Log
  readonly embedded: EmbeddedHost
  readonly tokens: AccessTokens
  readonly wayland: boolean
  readonly toggleMute: () => void
  readonly tell: (options: DesktopOptions) => void
}

/** The desktop options, with the real things behind them. */
export function installOptions(parts: OptionsParts): DesktopOptionsKeeper {
  const { app, platform, settings, log, embedded, tokens, wayland, toggleMute, tell } = parts
  const globalMute = keepGlobalMute({ settings, portal: wayland, toggle: toggleMute, log })
  const keeper = keepDesktopOptions({
    settings,
    reach: embedded.reach,
    tokens,
    loginItem: loginItemFor(app, platform, process.env),
    globalMute,
    canFloat: !wayland,
    interfaces: networkInterfaces,
    tell,
  })
  return {
    ...keeper,
    dispose() {
      keeper.dispose()
      globalMute.dispose()
    },
  }
}
