import type { CaptureKind } from '../core/errors.ts'
import type { TrackHandle } from '../core/handles.ts'
import type { CaptureWishes } from '../core/media/wishes.ts'
import type { CapturePort, CaptureResult } from '../core/ports/capture.ts'
import { captureError } from './capture-errors.ts'
import { adjustDevice, isFilterRefused, pictureConstraints, soundConstraints } from './capture-wishes.ts'
import { adjustScreen, openScreen } from './screen-capture.ts'

/** getUserMedia, getDisplayMedia and the device list, as the port wants them. */
export function createMediaDevices(mediaDevices: MediaDevices | undefined): CapturePort {
  if (!mediaDevices) return withoutMediaDevices
  const together = batched(mediaDevices)
  return {
    open: together,
    adjust: adjustDevice,
    openScreen: (quality) => openScreen(mediaDevices, quality),
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

interface Wish {
  readonly kind: CaptureKind
  readonly deviceId: string | undefined
  readonly wishes: CaptureWishes
  answer(result: CaptureResult): void
}

/**
 * Camera and microphone asked for in the same task are one question to the person. Where that fails, each
 * is asked for alone, so that a missing camera does not cost the microphone.
 */
function batched(mediaDevices: MediaDevices): CapturePort['open'] {
  let waiting: Wish[] = []

  async function ask(asked: readonly Wish[]): Promise<void> {
    // Two of one kind cannot share a track: whoever closes theirs would close the other's.
    if (asked.length > 1 && new Set(asked.map(({ kind }) => kind)).size === asked.length) {
      try {
        const stream = await mediaDevices.getUserMedia(constraints(asked))
        for (const wish of asked) wish.answer(resultOf(stream, wish.kind))
        return
      } catch {
        // Which of them failed, and how, only the single questions below can tell.
      }
    }
    for (const wish of asked) {
      wish.answer(await askAlone(wish))
    }
  }

  async function askAlone(wish: Wish, how: 'exact' | 'bare' = 'exact'): Promise<CaptureResult> {
    try {
      return resultOf(await mediaDevices.getUserMedia(constraints([wish], how)), wish.kind)
    } catch (cause) {
      if (how === 'exact' && isFilterRefused(cause)) return askAlone(wish, 'bare')
      return { ok: false, error: captureError(wish.kind, cause) }
    }
  }

  return (kind, deviceId, wanted) =>
    new Promise((answer) => {
      waiting.push({ kind, deviceId, wishes: wanted, answer })
      if (waiting.length > 1) return
      queueMicrotask(() => {
        const asked = waiting
        waiting = []
        void ask(asked)
      })
    })
}

function constraints(wishes: readonly Wish[], how: 'exact' | 'bare' = 'exact'): MediaStreamConstraints {
  const wish = (kind: CaptureKind) => wishes.find((candidate) => candidate.kind === kind)
  const device = (id: string | undefined) => (id === undefined ? {} : { deviceId: { exact: id } })
  const [microphone, camera] = [wish('microphone'), wish('camera')]
  return {
    audio: microphone
      ? {
          ...device(microphone.deviceId),
          ...soundConstraints(microphone.wishes, how),
        }
      : false,
    video: camera
      ? {
          ...device(camera.deviceId),
          ...pictureConstraints(camera.wishes),
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
