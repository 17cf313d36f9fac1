import type { CaptureKind } from '../core/ports/errors.ts'
import type { TrackHandle } from '../core/ports/media-handles.ts'
import type { CaptureSettings } from '../core/ports/capture-settings.ts'

/**
 * Exact, since Chromium would rather hand out the sound of the same microphone as it is open already than what is only
 * asked for. `bare` is for a device that cannot do one of them.
 */
export function soundConstraints(settings: CaptureSettings, how: 'exact' | 'bare'): MediaTrackConstraints {
  const wanted = soundProperties(settings)
  if (how === 'bare') return wanted
  return Object.fromEntries(Object.entries(wanted).map(([name, value]) => [name, { exact: value }]))
}

function soundProperties({ echoCancellation, noiseSuppression, autoGainControl }: CaptureSettings) {
  return { echoCancellation, noiseSuppression, autoGainControl }
}

/** Whether a filter is what could not be had, and not the device (Media Capture and Streams, section 10.2.1). */
export function isFilterRefused(cause: unknown): boolean {
  const constraint =
    typeof cause === 'object' && cause !== null && 'constraint' in cause ? cause.constraint : ''
  return ['echoCancellation', 'noiseSuppression', 'autoGainControl'].includes(String(constraint))
}

export function pictureConstraints({ cameraHeight }: CaptureSettings) {
  return {
    width: { ideal: Math.round((cameraHeight * 16) / 9) },
    height: { ideal: cameraHeight },
    frameRate: { ideal: 30, max: 30 },
  }
}

/** Changes an open track in place, which browsers do with a picture and rarely with a sound. */
export async function adjustDevice(
  kind: CaptureKind,
  handle: TrackHandle,
  settings: CaptureSettings,
): Promise<boolean> {
  if (!(handle instanceof MediaStreamTrack)) return false
  try {
    await handle.applyConstraints(
      kind === 'camera' ? pictureConstraints(settings) : soundConstraints(settings, 'exact'),
    )
  } catch {
    // Refused in place; opening it anew is asked in the same words and tells what is wrong, if anything is.
    return false
  }
  if (kind === 'camera') return true
  const now = handle.getSettings()
  return Object.entries(soundProperties(settings)).every(
    // A device without such a filter has no such setting, and opening it anew would give it none.
    ([name, wanted]) => (now[name as keyof MediaTrackSettings] ?? wanted) === wanted,
  )
}
