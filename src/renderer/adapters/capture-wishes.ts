import type { CaptureKind } from '../core/errors.ts'
import type { TrackHandle } from '../core/handles.ts'
import type { CaptureWishes } from '../core/media/wishes.ts'

/** Bare values are ideals (Media Capture and Streams, section 11): what a device cannot do is no error. */
export function soundConstraints(wishes: CaptureWishes) {
  const { echoCancellation, noiseSuppression, autoGainControl } = wishes
  return { echoCancellation, noiseSuppression, autoGainControl }
}

export function pictureConstraints({ cameraHeight }: CaptureWishes) {
  return {
    width: { ideal: Math.round((cameraHeight * 16) / 9) },
    height: { ideal: cameraHeight },
    frameRate: { ideal: 30, max: 30 },
  }
}

/**
 * Changes an open track in place. Chromium does so with a picture; of a sound it says that it had, and has not, so
 * what the track is afterwards decides.
 */
export async function adjustDevice(
  kind: CaptureKind,
  handle: TrackHandle,
  wishes: CaptureWishes,
): Promise<boolean> {
  if (!(handle instanceof MediaStreamTrack)) return false
  try {
    await handle.applyConstraints(kind === 'camera' ? pictureConstraints(wishes) : soundConstraints(wishes))
  } catch {
    // Refused in place; opening it anew is asked in the same words and tells what is wrong, if anything is.
    return false
  }
  if (kind === 'camera') return true
  const now = handle.getSettings()
  return Object.entries(soundConstraints(wishes)).every(
    // A device without such a filter has no such setting, and opening it anew would give it none.
    ([name, wanted]) => (now[name as keyof MediaTrackSettings] ?? wanted) === wanted,
  )
}
