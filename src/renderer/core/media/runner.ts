import type { MediaNotice } from './notices.ts'
import type { CaptureKind } from '../ports/errors.ts'
import type { TrackHandle } from '../ports/media-handles.ts'
import { createMachine } from '../lib/machine.ts'
import type { CapturePort } from '../ports/capture.ts'
import type { Clock } from '../lib/clock.ts'
import type { LocalTracks } from '../ports/peer-connection.ts'
import type { Logger } from '../lib/logger.ts'
import type { PreferencesPort } from '../ports/preferences.ts'
import type { TrackProcessors } from '../ports/track-processor.ts'
import { assertNever } from '../lib/assert-never.ts'
import type { LevelMeter } from '../ports/level-meter.ts'
import { captureSettingsOf, changedCaptureSettings } from '../ports/capture-settings.ts'
import { createDevicesInUse } from './devices-in-use.ts'
import type { MediaEffect } from './effects.ts'
import type { MediaEvent } from './events.ts'
import { watchMutedTalking } from './muted-talking.ts'
import { sameTracks, sentMediaOf, tracksOf, type SentMedia } from './sent-tracks.ts'
import { captureKinds, initialMediaState, type MediaState } from './state.ts'
import { transition } from './transition.ts'

type OpenScreen = Extract<MediaEffect, { type: 'open-screen' }>

export interface MediaRunner {
  readonly state: MediaState
  /** What is to be sent now. */
  readonly tracks: LocalTracks
  send(event: MediaEvent): void
  dispose(): void
}

export interface MediaRunnerPorts {
  readonly capture: CapturePort
  readonly processors: TrackProcessors
  readonly levels: LevelMeter
  readonly preferences: PreferencesPort
  readonly clock: Clock
  readonly logger: Logger
}

export interface MediaRunnerHandlers {
  changed(): void
  notice(notice: MediaNotice): void
  tracks(tracks: LocalTracks): void
  sends(sends: SentMedia): void
}

/** Performs what the media machine asks for, and tells the peer connections what to send. */
export function createMediaRunner(ports: MediaRunnerPorts, handlers: MediaRunnerHandlers): MediaRunner {
  const { capture, clock, logger, preferences } = ports
  const machine = createMachine<MediaState, MediaEvent, MediaEffect, undefined, never>(
    { name: 'media', initial: initialMediaState, transition },
    { context: undefined, clock, logger, perform, changed },
  )
  const inUse = createDevicesInUse(ports, (track) => {
    machine.send({ type: 'track-ended', track: track.id })
  })
  const talking = watchMutedTalking(ports.levels, clock, () => {
    handlers.notice({ type: 'talking-while-muted' })
  })
  const stopWatching = capture.onDevicesChanged(() => {
    if (machine.state.active) listDevices()
  })
  const stopFollowing = followPreferences()

  function changed(state: MediaState, before: MediaState): void {
    const { microphone } = state
    talking.watch(microphone.status === 'open' && microphone.muted ? microphone.device.source : undefined)
    const tracks = tracksOf(state)
    if (!sameTracks(tracksOf(before), tracks)) {
      handlers.tracks(tracks)
      handlers.sends(sentMediaOf(tracks))
    }
    handlers.changed()
  }

  function perform(effect: MediaEffect): void {
    switch (effect.type) {
      case 'open-device':
        void openDevice(effect.kind, effect.deviceId, effect.request)
        return
      case 'adjust-device':
        void adjustDevice(effect.kind, effect.track)
        return
      case 'process':
        void process(effect.kind, effect.source)
        return
      case 'open-screen':
        void openScreen(effect)
        return
      case 'adjust-screen':
        capture.adjustScreen(effect.track, effect.quality)
        return
      case 'close-track':
        inUse.close(effect.track)
        return
      case 'list-devices':
        listDevices()
        return
      case 'remember-devices': {
        const { chosen, wanted } = effect
        preferences.update({
          ...(wanted ? { microphoneOn: wanted.microphone, cameraOn: wanted.camera } : {}),
          microphoneId: chosen.microphone,
          cameraId: chosen.camera,
          speakerId: chosen.speaker,
        })
        return
      }
      case 'notice':
        handlers.notice(effect.notice)
        return
      default:
        assertNever(effect)
    }
  }

  async function openDevice(kind: CaptureKind, deviceId: string | undefined, request: number): Promise<void> {
    const result = await inUse.open(kind, deviceId)
    machine.send({ type: 'opened', kind, request, deviceId, result })
  }

  async function adjustDevice(kind: CaptureKind, track: TrackHandle): Promise<void> {
    const adjusted = await capture.adjust(kind, track, captureSettingsOf(preferences.value))
    if (!adjusted) machine.send({ type: 'adjust-failed', kind, track: track.id })
  }

  async function process(kind: CaptureKind, source: TrackHandle): Promise<void> {
    const result = await inUse.process(kind, source)
    if (result.status === 'failed') machine.send({ type: 'adjust-failed', kind, track: source.id })
    if (result.status !== 'processed') return
    const { output, preview } = result
    machine.send({ type: 'processed', kind, source: source.id, output, ...(preview ? { preview } : {}) })
  }

  async function openScreen({ request, quality, shareRequest }: OpenScreen): Promise<void> {
    const result = await capture.openScreen(quality, shareRequest)
    if (result.ok) inUse.watch(result.video)
    machine.send({ type: 'screen-opened', request, result })
  }

  function listDevices(): void {
    void capture.devices().then((devices) => {
      machine.send({ type: 'devices', devices })
    })
  }

  /** Open devices follow the settings and processors that the person chooses. */
  function followPreferences() {
    let settings = captureSettingsOf(preferences.value)
    const namesOf = (kind: CaptureKind): string => ports.processors.wanted(kind, preferences.value).join()
    let names = captureKinds.map(namesOf)
    return preferences.subscribe((value) => {
      const [settingsBefore, namesBefore] = [settings, names]
      settings = captureSettingsOf(value)
      names = captureKinds.map(namesOf)
      for (const kind of changedCaptureSettings(settingsBefore, settings)) {
        machine.send({ type: 'settings-changed', kind })
      }
      captureKinds.forEach((kind, index) => {
        if (names[index] !== namesBefore[index]) machine.send({ type: 'processors-changed', kind })
      })
    })
  }

  return {
    get state() {
      return machine.state
    },
    get tracks() {
      return tracksOf(machine.state)
    },
    send: (event) => {
      machine.send(event)
    },
    dispose: () => {
      machine.dispose()
      talking.watch(undefined)
      stopWatching()
      stopFollowing()
    },
  }
}
