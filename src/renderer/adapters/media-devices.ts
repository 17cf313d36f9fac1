import type { CaptureKind } from '../core/ports/errors.ts'
import type { TrackHandle } from '../core/ports/media-handles.ts'
import type { CaptureSettings } from '../core/ports/capture-settings.ts'
import type { CapturePort, CaptureResult, ScreenRequests } from '../core/ports/capture.ts'
import { captureError } from './capture-errors.ts'
import { adjustDevice, isFilterRefused, pictureConstraints, soundConstraints } from './capture-settings.ts'
import { openRequestedScreen } from './requested-screen.ts'
import { adjustScreen, openScreen } from './screen-capture.ts'

/** getUserMedia, getDisplayMedia and the device list, as the port wants them. */
/** @param screenRequests where the desktop app answers getDisplayMedia; undefined in a browser */
export function createMediaDevices(
  mediaDevices: MediaDevices | undefined,
  screenRequests?: ScreenRequests,
): CapturePort {
  if (!mediaDevices) return withoutMediaDevices
  const together = batched(mediaDevices)
  return {
    open: together,
    adjust: adjustDevice,
    openScreen: (quality, shareRequest) =>
      screenRequests
        ? openRequestedScreen(mediaDevices, screenRequests, quality, shareRequest)
        : openScreen(mediaDevices, quality),
    adjustScreen: (handle, quality) => {
      if (handle instanceof MediaStreamTrack) adjustScreen(handle, quality)
    },
    close: (handle) => {
      if (handle instanceof MediaStreamTrack) handle.stop()
    },
    onEnded: (handle, listener) => {
      if (!(handle instanceof MediaStreamTrack)) return () => undefined
      handle.addEventListener('ended', listener)
      return () => {
        handle.removeEventListener('ended', listener)
      }
    },
    streamOf: (handle) => new MediaStream(handle instanceof MediaStreamTrack ? [handle] : []),
    devices: async () => {
      const all = await mediaDevices.enumerateDevices().catch(() => [])
      const of = (kind: MediaDeviceKind) =>
        all
          // Without permission there is one nameless entry a kind; `default` and `communications` double others.
          .filter((device) => device.kind === kind && device.deviceId !== '' && !aliases.has(device.deviceId))
          .map((device) => ({ id: device.deviceId, label: device.label }))
      return { microphones: of('audioinput'), cameras: of('videoinput'), speakers: of('audiooutput') }
    },
    onDevicesChanged: (listener) => {
      mediaDevices.addEventListener('devicechange', listener)
      return () => {
        mediaDevices.removeEventListener('devicechange', listener)
      }
    },
  }
}

/** Chromium's entries for "whatever the system uses"; no choice of ours means the same. */
const aliases = new Set(['default', 'communications'])

interface OpenRequest {
  readonly kind: CaptureKind
  readonly deviceId: string | undefined
  readonly settings: CaptureSettings
  answer(result: CaptureResult): void
}

/**
 * Camera and microphone asked for in the same task are one question to the person. Where that fails, each
 * is asked for alone, so that a missing camera does not cost the microphone.
 */
function batched(mediaDevices: MediaDevices): CapturePort['open'] {
  let waiting: OpenRequest[] = []

  async function ask(asked: readonly OpenRequest[]): Promise<void> {
    // Two of one kind cannot share a track: whoever closes theirs would close the other's.
    if (asked.length > 1 && new Set(asked.map(({ kind }) => kind)).size === asked.length) {
      try {
        const stream = await mediaDevices.getUserMedia(constraints(asked))
        for (const requestFor of asked) requestFor.answer(resultOf(stream, requestFor.kind))
        return
      } catch {
        // Which of them failed, and how, only the single questions below can tell.
      }
    }
    for (const requestFor of asked) {
      requestFor.answer(await askAlone(requestFor))
    }
  }

  async function askAlone(requestFor: OpenRequest, how: 'exact' | 'bare' = 'exact'): Promise<CaptureResult> {
    try {
      return resultOf(await mediaDevices.getUserMedia(constraints([requestFor], how)), requestFor.kind)
    } catch (cause) {
      if (how === 'exact' && isFilterRefused(cause)) return askAlone(requestFor, 'bare')
      return { ok: false, error: captureError(requestFor.kind, cause) }
    }
  }

  return (kind, deviceId, wanted) =>
    new Promise((answer) => {
      waiting.push({ kind, deviceId, settings: wanted, answer })
      if (waiting.length > 1) return
      queueMicrotask(() => {
        const asked = waiting
        waiting = []
        void ask(asked)
      })
    })
}

function constraints(
  settings: readonly OpenRequest[],
  how: 'exact' | 'bare' = 'exact',
): MediaStreamConstraints {
  const requestFor = (kind: CaptureKind) => settings.find((candidate) => candidate.kind === kind)
  const device = (id: string | undefined) => (id === undefined ? {} : { deviceId: { exact: id } })
  const [microphone, camera] = [requestFor('microphone'), requestFor('camera')]
  return {
    audio: microphone
      ? {
          ...device(microphone.deviceId),
          ...soundConstraints(microphone.settings, how),
        }
      : false,
    video: camera
      ? {
          ...device(camera.deviceId),
          ...pictureConstraints(camera.settings),
        }
      : false,
  }
}

function resultOf(stream: MediaStream, kind: CaptureKind): CaptureResult {
  const [track] = kind === 'microphone' ? stream.getAudioTracks() : stream.getVideoTracks()
  if (!track) return { ok: false, error: { code: `${kind}-not-found` } }
  return { ok: true, track: track satisfies TrackHandle, label: track.label }
}

/** Outside https and localhost the browser hides its devices altogether. */
const withoutMediaDevices: CapturePort = {
  open: () => Promise.resolve({ ok: false, error: { code: 'insecure-context' } }),
  openScreen: () => Promise.resolve({ ok: false, error: { code: 'insecure-context' } }),
  adjust: () => Promise.resolve(false),
  adjustScreen: () => undefined,
  close: () => undefined,
  onEnded: () => () => undefined,
  streamOf: () => new MediaStream(),
  devices: () => Promise.resolve({ microphones: [], cameras: [], speakers: [] }),
  onDevicesChanged: () => () => undefined,
}
