import type { Preferences } from '../../../shared/preferences.ts'
import type { CaptureKind } from './errors.ts'

/** The settings that microphone and camera are opened with; a device comes as near to them as it can. */
export type CaptureSettings = Pick<
  Preferences,
  'echoCancellation' | 'noiseSuppression' | 'autoGainControl' | 'cameraHeight'
>

export function captureSettingsOf(preferences: Preferences): CaptureSettings {
  const { echoCancellation, noiseSuppression, autoGainControl, cameraHeight } = preferences
  return { echoCancellation, noiseSuppression, autoGainControl, cameraHeight }
}

/** The devices whose settings differ. */
export function changedCaptureSettings(
  before: CaptureSettings,
  after: CaptureSettings,
): readonly CaptureKind[] {
  const microphone =
    before.echoCancellation !== after.echoCancellation ||
    before.noiseSuppression !== after.noiseSuppression ||
    before.autoGainControl !== after.autoGainControl
  const camera = before.cameraHeight !== after.cameraHeight
  return [...(microphone ? (['microphone'] as const) : []), ...(camera ? (['camera'] as const) : [])]
}
