import type { CallSummary, DesktopBridge } from '../../shared/ipc.ts'
import { formatRoomCode } from '../../shared/room-code.ts'
import type { Logger } from '../core/lib/logger.ts'
import type { CallActivity, Shell } from '../core/ports/shell.ts'
import { createCallServer } from './call-server.ts'
import { openCompanionWindow } from './companion-window.ts'
import { createPreferencesStore } from './preferences-store.ts'

/** The desktop app, behind the bridge its preload exposes. */
export async function createDesktopShell(desktop: DesktopBridge, logger: Logger): Promise<Shell> {
  const [environment, firstServer, preferences] = await Promise.all([
    desktop.getEnvironment(),
    desktop.getServer(),
    desktop.getPreferences(),
  ])
  const server = createCallServer(firstServer)
  desktop.onServerChanged((changed) => {
    server.changed(changed)
  })

  /** Requests nobody waits for: main has logged why, here it is only noted that it happened. */
  function unattended(request: string, promise: Promise<unknown>): void {
    promise.catch((cause: unknown) => {
      logger.warn('request-failed', { request, cause: cause instanceof Error ? cause.message : 'unknown' })
    })
  }

  return {
    platform: {
      kind: 'desktop',
      version: environment.version,
      os: environment.platform,
      inviteLink: (code) => `${server.current.inviteBase}#${formatRoomCode(code)}`,
      copyText: (text) => desktop.copyText(text),
      openDeviceSettings: (kind) => {
        unattended('openDeviceSettings', desktop.openDeviceSettings(kind))
      },
      onMessage: (listener) => desktop.onNotice(listener),
      onOpenSettings: (listener) =>
        desktop.onCommand((command) => {
          if (command === 'open-settings') listener()
        }),
      openLink: (link) => desktop.openLink(link),
      showWindow: () => {
        unattended('showWindow', desktop.showWindow())
      },
      reportUnread: (count) => {
        unattended('reportUnread', desktop.reportUnread(count))
      },
    },
    desktop: {
      versions: environment.versions,
      options: () => desktop.getDesktopOptions(),
      change: (change) => desktop.changeDesktopOptions(change),
      onChanged: (listener) => desktop.onDesktopOptionsChanged(listener),
      networks: () => desktop.listNetworks(),
      exportLog: () => desktop.exportLog(),
    },
    preferences: createPreferencesStore(preferences, (value) => {
      unattended('setPreferences', desktop.setPreferences(value))
    }),
    screenRequests: {
      begin: async (shareRequest) => (await desktop.beginScreenRequest(shareRequest ?? null)) ?? undefined,
      end: (id, captured) => desktop.endScreenRequest({ id, captured }),
    },
    screenPicker: {
      onRequest: (listener) => desktop.onScreenRequested(listener),
      refresh: () => desktop.listScreenSources(),
      canShareSound: environment.canShareSound,
      choose: (choice) => {
        unattended('chooseScreenSource', desktop.chooseScreenSource(choice))
      },
    },
    companions: {
      onWanted: (listener) => desktop.onCompanion(listener),
      open: (companion, handlers) => openCompanionWindow(window, companion, handlers),
    },
    server: () => ({ url: server.current.signalingUrl, accessToken: server.current.accessToken }),
    onServerChanged: (listener) => server.subscribe(listener),
    onOpenRoom: (listener) => desktop.onOpenRoom(listener),
    onRemoteCommand: (listener) => {
      const stopCommands = desktop.onCommand((command) => {
        if (command !== 'open-settings') listener(command)
      })
      const stopShares = desktop.onShareRequested((request) => {
        listener({ type: 'share-screen', request })
      })
      return () => {
        stopCommands()
        stopShares()
      }
    },
    onWake: (listener) => {
      const stopPower = desktop.onPower((event) => {
        if (event === 'resume' || event === 'unlock') listener()
      })
      window.addEventListener('online', listener)
      return () => {
        stopPower()
        window.removeEventListener('online', listener)
      }
    },
    report: (activity) => {
      server.report(activity)
      unattended('reportCall', desktop.reportCall(summaryOf(activity)))
    },
    ready: () => {
      unattended('ready', desktop.ready())
    },
  }
}

function summaryOf(activity: CallActivity): CallSummary {
  if (activity.status === 'home') return { status: 'idle' }
  if (activity.status === 'lobby') return { status: 'lobby' }
  const { microphone, camera, sharing } = activity
  return { status: 'in-call', microphone, camera, sharing }
}
