import type { DesktopOptions, DesktopOptionsChange, Network, ServerOption } from '../../../shared/ipc.ts'
import type { ServerChoice } from '../../../shared/settings.ts'
import type { LoginItem } from '../../app/launch-at-login/login-item.ts'
import type { LanReach } from '../../server/network/lan-reach.ts'
import { networksOf, type Interfaces } from '../../server/network/networks.ts'
import { mayHaveToken, sameAs, type AccessTokens } from '../../server/access-tokens.ts'
import type { SettingsStore } from '../settings-store.ts'
import type { GlobalMute } from '../../shortcuts/global-mute.ts'

/** What the settings screen shows and changes beside the preferences. */
export interface DesktopOptionsKeeper {
  value(): Promise<DesktopOptions>
  /** Gives them as they are when it has taken effect. */
  change(change: DesktopOptionsChange): Promise<DesktopOptions>
  networks(): readonly Network[]
  dispose(): void
}

export interface DesktopOptionsParts {
  readonly settings: SettingsStore
  readonly reach: LanReach
  readonly tokens: AccessTokens
  /** Undefined where the app cannot be started at login. */
  readonly loginItem: LoginItem | undefined
  readonly globalMute: GlobalMute
  /** Whether there can be a mini window. */
  readonly canFloat: boolean
  readonly interfaces: () => Interfaces
  /** Something changed that nobody asked for: a network is gone, or back. */
  readonly tell: (options: DesktopOptions) => void
}

export function keepDesktopOptions(parts: DesktopOptionsParts): DesktopOptionsKeeper {
  const { settings, reach, tokens, loginItem, globalMute, canFloat, interfaces, tell } = parts
  const unsubscribe = reach.subscribe(() => void value().then(tell))

  async function value(): Promise<DesktopOptions> {
    const { startHidden, miniWindow } = settings.value
    const launchAtLogin = await loginItem?.isOn()
    return {
      server: serverOption(),
      launchAtLogin,
      startHidden,
      miniWindow: canFloat ? miniWindow : undefined,
      globalMute: globalMute.value,
    }
  }

  function serverOption(): ServerOption {
    const { server } = settings.value
    if (server.mode === 'embedded')
      return { mode: 'embedded', network: server.network ?? null, reach: reach.value }
    const forThisRun = tokens.isForThisRun(server.url)
    return {
      mode: 'address',
      url: server.url,
      hasToken: mayHaveToken(server.url) && (forThisRun || server.sealedToken !== undefined),
      ...(forThisRun && { tokenForThisRun: true }),
    }
  }

  /** Undefined leaves it as it is. */
  async function serverFor(wanted: DesktopOptionsChange['server']): Promise<ServerChoice | undefined> {
    if (!wanted) return undefined
    if (wanted.mode === 'embedded')
      return { mode: 'embedded', ...(wanted.network !== null && { network: wanted.network }) }
    const { url, token } = wanted
    const sealedToken = token === undefined ? keptToken(url) : await changedToken(url, token)
    return { mode: 'address', url, ...(sealedToken !== undefined && { sealedToken }) }
  }

  function keptToken(url: string): string | undefined {
    const { server } = settings.value
    return server.mode === 'address' && sameAs(server.url) === sameAs(url) ? server.sealedToken : undefined
  }

  async function changedToken(url: string, token: string | null): Promise<string | undefined> {
    if (token !== null) return await tokens.keep(url, token)
    tokens.forget(url)
    return undefined
  }

  async function setLoginItem({ launchAtLogin, startHidden }: DesktopOptionsChange): Promise<void> {
    if (!loginItem || (launchAtLogin === undefined && startHidden === undefined)) return
    const wasOn = await loginItem.isOn()
    const on = launchAtLogin ?? wasOn
    // Whether it starts hidden is part of what the system starts.
    if (on || wasOn) await loginItem.set(on, settings.value.startHidden)
  }

  return {
    value,
    async change(change) {
      const server = await serverFor(change.server)
      const { startHidden, miniWindow, globalMute: keys } = change
      settings.update({
        ...(server && { server }),
        ...(startHidden !== undefined && { startHidden }),
        ...(miniWindow !== undefined && { miniWindow }),
        ...(keys !== undefined && { globalMute: keys }),
      })
      await setLoginItem(change)
      await reach.check()
      return await value()
    },
    networks: () => networksOf(interfaces()),
    dispose: unsubscribe,
  }
}
