import type { DesktopOptions, DesktopOptionsChange, Network } from '../../shared/ipc.ts'
import type { Settings } from '../../shared/settings.ts'
import type { SettingsStore } from '../settings/settings-store.ts'

/** What the settings screen shows and changes beside the preferences. */
export interface DesktopOptionsKeeper {
  value(): DesktopOptions
  change(change: DesktopOptionsChange): DesktopOptions
  networks(): readonly Network[]
}

export function keepDesktopOptions(settings: SettingsStore): DesktopOptionsKeeper {
  const value = (): DesktopOptions => optionsFrom(settings.value)
  return {
    value,
    change({ startHidden, miniWindow }) {
      settings.update({
        ...(startHidden === undefined ? {} : { startHidden }),
        ...(miniWindow === undefined ? {} : { miniWindow }),
      })
      return value()
    },
    networks: () => [],
  }
}

function optionsFrom({ server, startHidden, miniWindow }: Settings): DesktopOptions {
  return {
    server:
      server.mode === 'embedded'
        ? { mode: 'embedded', network: server.network ?? null, reach: { state: 'this-computer' } }
        : { mode: 'address', url: server.url, hasToken: server.sealedToken !== undefined },
    launchAtLogin: undefined,
    startHidden,
    miniWindow,
    globalMute: { state: 'none' },
  }
}
