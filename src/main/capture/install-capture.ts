import type { Session } from 'electron'
import type { CallStatus } from '../call/call-status.ts'
import type { Outbox } from '../ipc/outbox.ts'
import type { Log } from '../log/log.ts'
import type { SettingsStore } from '../settings/settings-store.ts'
import { canShareSound, systemPicksScreens, type SystemFacts } from './capture-platform.ts'
import { handleDisplayMedia, type DisplayMedia } from './display-media.ts'
import { createSourceList } from './screen-sources.ts'
import { createShareFrame } from './share-frame.ts'

export interface CaptureParts {
  readonly session: Session
  readonly facts: SystemFacts
  readonly call: CallStatus
  readonly settings: SettingsStore
  readonly outbox: Outbox
  readonly log: Log
}

/** What main does for a shared screen: has it chosen, and draws a line around it. */
export function installCapture({ session, facts, call, settings, outbox, log }: CaptureParts): DisplayMedia {
  const systemPicks = systemPicksScreens(facts)
  // Under Wayland nobody tells a program where its windows or the screens are.
  const frame = systemPicks ? undefined : createShareFrame({ call, platform: facts.platform, log })
  const displayMedia = handleDisplayMedia({
    session,
    log,
    listSources: createSourceList(),
    systemPicks,
    canShareSound: canShareSound(facts),
    askPerson: (sources) => outbox.tell('screenRequested', sources),
    tellNothingToShare: () => outbox.tell('notice', { type: 'screens-unavailable' }),
    wantsSound: () => settings.value.preferences.shareSound,
    onChosen: (source) => frame?.chosen(source),
  })
  return {
    ...displayMedia,
    dispose() {
      displayMedia.dispose()
      frame?.dispose()
    },
  }
}
