import { randomUUID } from 'node:crypto'
import type { Session } from 'electron'
import type { CallStatus } from '../app/call-status.ts'
import type { Outbox } from '../ipc/outbox.ts'
import type { Log } from '../diagnostics/log.ts'
import type { SettingsStore } from '../settings/settings-store.ts'
import type { WindowKeeper } from '../windows/window-keeper.ts'
import { canShareSound, systemPicksScreens, type SystemFacts } from './platform-support.ts'
import { handleDisplayMedia, type DisplayMedia } from './display-media-handler.ts'
import { createSourceLists } from './sources.ts'
import { createShareFrame } from './border-frame.ts'
import { createShareRequests, type ShareTarget } from './share-requests.ts'

export interface CaptureParts {
  readonly session: Session
  readonly facts: SystemFacts
  readonly call: CallStatus
  readonly settings: SettingsStore
  readonly outbox: Outbox
  readonly log: Log
  readonly mainWindow: WindowKeeper
}

export interface Capture extends Pick<DisplayMedia, 'end' | 'choose' | 'refresh' | 'dispose'> {
  /** A share that is asked for outside the window. */
  request(target: ShareTarget): void
  /**
   * The page is about to ask for a screen: for the request it was told of, or, with null, for the person in the window.
   * @returns the id to end it by; null when that request is not wanted any more
   */
  begin(shareRequest: string | null): number | null
  /** A link is followed: the lobby is that of another room from now on. */
  roomOpened(): void
  /** The page has gone, and its requests with it. */
  pageGone(): void
}

/** What main does for a shared screen: has it chosen, and draws a line around it. */
export function installScreenShare(parts: CaptureParts): Capture {
  const { session, facts, call, settings, outbox, log, mainWindow } = parts
  const systemPicks = systemPicksScreens(facts)
  // Under Wayland nobody tells a program where its windows or the screens are.
  const frame = systemPicks ? undefined : createShareFrame({ call, platform: facts.platform, log })
  const displayMedia = handleDisplayMedia({
    session,
    log,
    now: () => performance.now(),
    sources: createSourceLists(systemPicks),
    systemPicks,
    canShareSound: canShareSound(facts),
    show: (offer) => outbox.tell('screenRequested', offer),
    tellNothingToShare: () => outbox.tell('notice', { type: 'screens-unavailable' }),
    wantsSound: () => settings.value.preferences.shareSound,
    onCaptured: (source) => frame?.chosen(source),
  })
  const shareRequests = createShareRequests({
    call,
    log,
    newId: randomUUID,
    // Running anything with a gesture gives the page one, for some seconds.
    passOnGesture: async () => {
      const { webContents } = mainWindow.current ?? mainWindow.show()
      await webContents.executeJavaScript('undefined', true)
    },
    tell: (id) => outbox.tell('shareRequested', id),
    startCall() {
      mainWindow.show()
      outbox.tell('command', 'new-call')
    },
  })
  let inCall = false
  const unsubscribe = call.subscribe(({ status }) => {
    if (inCall && status !== 'in-call') displayMedia.withdraw()
    inCall = status === 'in-call'
  })
  return {
    end: (result) => displayMedia.end(result),
    choose: (choice) => displayMedia.choose(choice),
    refresh: () => displayMedia.refresh(),
    request: (target) => shareRequests.request(target),
    begin(shareRequest) {
      if (shareRequest === null) {
        // A person who starts a share in the window chooses there; what was asked for elsewhere is over.
        shareRequests.drop()
        return displayMedia.begin({ kind: 'choose' })
      }
      const target = shareRequests.take(shareRequest)
      return target ? displayMedia.begin(target) : null
    },
    roomOpened: () => shareRequests.roomOpened(),
    pageGone() {
      shareRequests.drop()
      displayMedia.withdraw()
    },
    dispose() {
      unsubscribe()
      shareRequests.dispose()
      displayMedia.dispose()
      frame?.dispose()
    },
  }
}
