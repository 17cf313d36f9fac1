import type { Notice } from '../app.ts'
import type { SentMedia } from '../call/state.ts'
import type { CaptureKind } from '../errors.ts'
import type { Dispose, TrackHandle } from '../handles.ts'
import type { CapturePort } from '../ports/capture.ts'
import type { LocalTracks } from '../ports/link.ts'
import type { PreferencesPort } from '../ports/preferences.ts'
import type { Clock } from '../ports/clock.ts'
import type { LevelMeter } from '../ui-ports.ts'
import { assertNever } from '../step.ts'
import type { MediaEffect, MediaEvent } from './events.ts'
import { initialMediaModel, type MediaModel } from './model.ts'
import type { ShareQuality } from './share-quality.ts'
import { mediaTransition } from './transition.ts'
import { wishesChanged, wishesOf } from './wishes.ts'
import { watchMutedTalking } from './muted-talking.ts'

export interface MediaRunner {
  readonly model: MediaModel
  /** What is to be sent now. */
  readonly tracks: LocalTracks
  feed(event: MediaEvent): void
  dispose(): void
}

export interface MediaRunnerPorts {
  readonly capture: CapturePort
  readonly levels: LevelMeter
  readonly preferences: PreferencesPort
  readonly clock: Clock
}

export interface MediaRunnerHandlers {
  changed(): void
  notice(notice: Notice): void
  tracks(tracks: LocalTracks): void
  sends(sends: SentMedia): void
}

/** Performs what the media machine asks for, and tells the links what to send. */
export function createMediaRunner(ports: MediaRunnerPorts, handlers: MediaRunnerHandlers): MediaRunner {
  const { capture, preferences } = ports
  let model = initialMediaModel
  let tracks = tracksOf(model)
  const endings = new Map<string, Dispose>()
  const talking = watchMutedTalking(ports.levels, ports.clock, () => {
    handlers.notice({ type: 'talking-while-muted' })
  })
  const stopWatching = capture.onDevicesChanged(() => {
    if (model.active) listDevices()
  })
  let wishes = wishesOf(preferences.value)
  const stopFollowing = preferences.subscribe((value) => {
    const before = wishes
    wishes = wishesOf(value)
    for (const kind of wishesChanged(before, wishes)) feed({ type: 'wishes-changed', kind })
  })

  function feed(event: MediaEvent): void {
    const step = mediaTransition(model, event)
    if (step.state === model && step.effects.length === 0) return
    model = step.state
    const before = tracks
    tracks = tracksOf(model)
    for (const effect of step.effects) perform(effect)
    talking.watch(model.microphone.muted?.track)
    if (!same(before, tracks)) {
      handlers.tracks(tracks)
      handlers.sends({
        microphone: tracks.microphone !== null,
        camera: tracks.camera !== null,
        screen: tracks.screenVideo !== null,
      })
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
      case 'open-screen':
        void openScreen(effect.request, effect.quality)
        return
      case 'adjust-screen':
        capture.adjustScreen(effect.track, effect.quality)
        return
      case 'close-track':
        endings.get(effect.track.id)?.()
        endings.delete(effect.track.id)
        capture.close(effect.track)
        return
      case 'list-devices':
        listDevices()
        return
      case 'remember-devices':
        preferences.update({
          microphoneOn: effect.wanted.microphone,
          cameraOn: effect.wanted.camera,
          microphoneId: effect.chosen.microphone,
          cameraId: effect.chosen.camera,
          speakerId: effect.chosen.speaker,
        })
        return
      case 'notice':
        handlers.notice(effect.notice)
        return
      default:
        assertNever(effect)
    }
  }

  async function openDevice(kind: CaptureKind, deviceId: string | undefined, request: number): Promise<void> {
    const result = await capture.open(kind, deviceId, wishesOf(preferences.value))
    if (result.ok) watchEnding(result.track)
    const preview = result.ok && kind === 'camera' ? { preview: capture.streamOf(result.track) } : {}
    feed({ type: 'opened', kind, request, deviceId, result, ...preview })
  }

  async function adjustDevice(kind: CaptureKind, track: TrackHandle): Promise<void> {
    const adjusted = await capture.adjust(kind, track, wishesOf(preferences.value))
    if (!adjusted) feed({ type: 'adjust-failed', kind, track: track.id })
  }

  async function openScreen(request: number, quality: ShareQuality): Promise<void> {
    const result = await capture.openScreen(quality)
    if (result.ok) watchEnding(result.video)
    feed({ type: 'screen-opened', request, result })
  }

  function watchEnding(track: TrackHandle): void {
    endings.set(
      track.id,
      capture.onEnded(track, () => {
        endings.get(track.id)?.()
        endings.delete(track.id)
        feed({ type: 'track-ended', track: track.id })
      }),
    )
  }

  function listDevices(): void {
    void capture.devices().then((devices) => {
      feed({ type: 'devices', devices })
    })
  }

  return {
    get model() {
      return model
    },
    get tracks() {
      return tracks
    },
    feed,
    dispose: () => {
      feed({ type: 'stop' })
      talking.watch(undefined)
      stopWatching()
      stopFollowing()
    },
  }
}

function tracksOf(model: MediaModel): LocalTracks {
  const { microphone, camera, screen } = model
  return {
    microphone: microphone.track.status === 'on' ? microphone.track.track : null,
    camera: camera.track.status === 'on' ? camera.track.track : null,
    screenVideo: screen.status === 'sharing' ? screen.video : null,
    screenAudio: screen.status === 'sharing' ? (screen.audio ?? null) : null,
    ...(screen.status === 'sharing' ? { screenContent: screen.quality.content } : {}),
  }
}

function same(a: LocalTracks, b: LocalTracks): boolean {
  return (
    a.microphone === b.microphone &&
    a.camera === b.camera &&
    a.screenVideo === b.screenVideo &&
    a.screenAudio === b.screenAudio &&
    a.screenContent === b.screenContent
  )
}
