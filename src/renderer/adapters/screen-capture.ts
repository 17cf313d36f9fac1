import type { ShareQuality } from '../core/ports/share-quality.ts'
import type { ScreenResult } from '../core/ports/capture.ts'

/** Newer than TypeScript's DOM library (Screen Capture, sections 5.4 and 5.5). */
interface ScreenOptions extends DisplayMediaStreamOptions {
  readonly audio: MediaTrackConstraints & { readonly restrictOwnAudio: boolean }
  readonly selfBrowserSurface: 'include' | 'exclude'
  readonly surfaceSwitching: 'include' | 'exclude'
  readonly systemAudio: 'include' | 'exclude'
}

const optionsFor = (quality: ShareQuality): ScreenOptions => ({
  video: constraintsFor(quality),
  // The others would hear themselves if what the call plays came along. In Electron this works from 43.4 on.
  audio: { restrictOwnAudio: true },
  selfBrowserSurface: 'exclude',
  surfaceSwitching: 'include',
  systemAudio: 'include',
})

export async function openScreen(mediaDevices: MediaDevices, quality: ShareQuality): Promise<ScreenResult> {
  if (!('getDisplayMedia' in mediaDevices)) return { ok: false, error: { code: 'screen-unsupported' } }
  try {
    const stream = await mediaDevices.getDisplayMedia(optionsFor(quality))
    const [video] = stream.getVideoTracks()
    const [audio] = stream.getAudioTracks()
    if (!video) return { ok: false, error: { code: 'screen-failed' } }
    video.contentHint = hintFor(quality)
    return { ok: true, stream, video, ...(audio ? { audio } : {}), label: video.label }
  } catch (cause) {
    return refusal(cause)
  }
}

export function adjustScreen(track: MediaStreamTrack, quality: ShareQuality): void {
  track.contentHint = hintFor(quality)
  track.applyConstraints(constraintsFor(quality)).catch(() => {
    // A capture that has ended, or that this browser cannot change: it stays as it was.
  })
}

/** What the encoder saves first when the path is slow (MediaStreamTrack Content Hints, section 3). */
function hintFor({ content }: ShareQuality): 'detail' | 'motion' {
  return content === 'text' ? 'detail' : 'motion'
}

/** More than any screen has. */
const unlimited = 16_384

/**
 * Both sides, as limits and as wishes: of two limits alone Chromium makes the size of the screen that the app stands
 * on, or 640 × 480. The picture keeps its shape, so the limit that is reached first counts.
 */
function constraintsFor({ frameRate, maxHeight }: ShareQuality): MediaTrackConstraints {
  const upTo = (most: number) => ({ max: most, ideal: most })
  return {
    frameRate: { max: frameRate },
    width: upTo(unlimited),
    height: upTo(maxHeight > 0 ? maxHeight : unlimited),
  }
}

/**
 * In a browser. Closing the picker and a refusal by the system have the same name; Chromium's message tells them apart.
 * An AbortError is a capture that failed (user_media_request.cc).
 */
function refusal(cause: unknown): ScreenResult {
  if (!(cause instanceof Error)) return { ok: false, error: { code: 'screen-failed', cause } }
  if (cause.name !== 'NotAllowedError') return { ok: false, error: { code: 'screen-failed', cause } }
  return isDeniedBySystem(cause)
    ? { ok: false, error: { code: 'screen-denied', cause } }
    : { ok: false, cancelled: true }
}

/** The system refuses the capture, whatever the person chose. */
export function isDeniedBySystem(cause: unknown): boolean {
  return cause instanceof Error && cause.name === 'NotAllowedError' && /system/i.test(cause.message)
}
