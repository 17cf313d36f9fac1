import type { Preferences } from '../../../shared/preferences.ts'
import type { CaptureKind } from '../errors.ts'

/** How microphone and camera are wanted; what a device cannot do, it does as well as it can. */
export type CaptureWishes = Pick<
  Preferences,
  'echoCancellation' | 'noiseSuppression' | 'autoGainControl' | 'cameraHeight'
>

export function wishesOf(preferences: Preferences): CaptureWishes {
  const { echoCancellation, noiseSuppression, autoGainControl, cameraHeight } = preferences
  return { echoCancellation, noiseSuppression, autoGainControl, cameraHeight }
}

/** The devices for which something else is wanted now. */
export function wishesChanged(before: CaptureWishes, after: CaptureWishes): readonly CaptureKind[] {
  const microphone =
    before.echoCancellation !== after.echoCancellation ||
    before.noiseSuppression !== after.noiseSuppression ||
    before.autoGainControl !== after.autoGainControl
  const camera = before.cameraHeight !== after.cameraHeight
  return [...(microphone ? (['microphone'] as const) : []), ...(camera ? (['camera'] as const) : [])]
}
