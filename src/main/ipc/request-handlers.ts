import { clipboard } from 'electron'
import type { Environment } from '../../shared/ipc.ts'
import type { Attention } from '../tray/badge.ts'
import type { CallStatus } from '../app/call-status.ts'
import type { Capture } from '../screen-share/install-screen-share.ts'
import type { DesktopOptionsKeeper } from '../settings/desktop/desktop-options.ts'
import type { ServerDirectory } from '../server/server-directory.ts'
import type { SettingsStore } from '../settings/settings-store.ts'
import { openDeviceSettings } from '../permissions/device-settings.ts'
import type { RequestHandlers } from './answer-requests.ts'
import type { Outbox } from './outbox.ts'

export interface RequestHandlerParts {
  readonly environment: Environment
  readonly settings: SettingsStore
  readonly options: DesktopOptionsKeeper
  readonly server: ServerDirectory
  readonly capture: Capture
  readonly call: CallStatus
  readonly attention: Attention
  readonly outbox: Outbox
  readonly showWindow: () => void
  readonly exportLog: () => Promise<'saved' | 'cancelled'>
  readonly openExternal: (url: string) => Promise<void>
  /** The person is where the screen is allowed, which takes a restart. */
  readonly screenSettingsOpened: () => void
  readonly followLink: (link: string) => Promise<void>
}

/** What each request of the contract does; the work itself is done where it belongs. */
export function createRequestHandlers(parts: RequestHandlerParts): RequestHandlers {
  const { environment, settings, options, server, capture, call, attention, outbox, openExternal } = parts
  return {
    getEnvironment: () => environment,
    getServer: () => server.current(),
    getPreferences: () => settings.value.preferences,
    setPreferences: (preferences) => settings.update({ preferences }),
    getDesktopOptions: () => options.value(),
    changeDesktopOptions: (change) => options.change(change),
    listNetworks: () => options.networks(),
    exportLog: () => parts.exportLog(),
    copyText: (text) => clipboard.writeText(text),
    openLink: (link) => parts.followLink(link),
    listScreenSources: () => capture.refresh(),
    beginScreenRequest: (shareRequest) => capture.begin(shareRequest),
    endScreenRequest: (result) => capture.end(result),
    chooseScreenSource: (choice) => capture.choose(choice),
    async openDeviceSettings(kind) {
      const opened = await openDeviceSettings(kind, environment.platform, openExternal)
      if (opened && kind === 'screen') parts.screenSettingsOpened()
      return opened
    },
    reportCall: (summary) => call.report(summary),
    showWindow: () => parts.showWindow(),
    reportUnread: (count) => attention.report(count),
    ready: () => outbox.pageReady(),
  }
}
