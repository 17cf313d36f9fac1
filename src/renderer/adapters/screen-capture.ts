import type { ScreenResult } from '../core/ports/capture.ts'

/** Newer than TypeScript's DOM library (Screen Capture, section 5.4). */
interface ScreenOptions extends DisplayMediaStreamOptions {
  readonly selfBrowserSurface?: 'include' | 'exclude'
  readonly surfaceSwitching?: 'include' | 'exclude'
  readonly systemAudio?: 'include' | 'exclude'
}

const options: ScreenOptions = {
  video: { frameRate: { ideal: 15, max: 30 } },
  audio: true,
  selfBrowserSurface: 'exclude',
  surfaceSwitching: 'include',
  systemAudio: 'include',
}

export async function openScreen(mediaDevices: MediaDevices): Promise<ScreenResult> {
  if (!('getDisplayMedia' in mediaDevices)) return { ok: false, error: { code: 'screen-unsupported' } }
  try {
    const stream = await mediaDevices.getDisplayMedia(options)
    const [video] = stream.getVideoTracks()
    const [audio] = stream.getAudioTracks()
    if (!video) return { ok: false, error: { code: 'screen-failed' } }
    // Text must stay readable: resolution before frame rate.
    video.contentHint = 'detail'
    return { ok: true, stream, video, ...(audio ? { audio } : {}), label: video.label }
  } catch (cause) {
    return refusal(cause)
  }
}

/** Closing the picker and a refusal by the system have the same name; Chromium's message tells them apart. */
function refusal(cause: unknown): ScreenResult {
  if (!(cause instanceof Error)) return { ok: false, error: { code: 'screen-failed', cause } }
  switch (cause.name) {
    case 'NotAllowedError':
      return /system/i.test(cause.message)
        ? { ok: false, error: { code: 'screen-denied', cause } }
        : { ok: false, cancelled: true }
    case 'AbortError':
      return { ok: false, cancelled: true }
    default:
      return { ok: false, error: { code: 'screen-failed', cause } }
  }
}
