import type { CaptureKind } from '../../core/ports/errors.ts'
import type { CaptureSettings } from '../../core/ports/capture-settings.ts'
import { kinds, opened, captureSettings, type CaptureCase } from './capture-harness.ts'
import { check } from './case.ts'

/** The filters are as wanted; the picture is no larger, since a camera cannot give more lines than it has. */
function meets(kind: CaptureKind, is: Partial<CaptureSettings>, wanted: CaptureSettings): boolean {
  if (kind === 'camera') return (is.cameraHeight ?? Infinity) <= wanted.cameraHeight
  return (
    is.echoCancellation === wanted.echoCancellation &&
    is.noiseSuppression === wanted.noiseSuppression &&
    is.autoGainControl === wanted.autoGainControl
  )
}

/** Filters of the sound and size of the picture, at opening and later. */
export const captureSettingsCase: CaptureCase = {
  name: 'opens devices as they are wanted, and changes what is open or says that it cannot',
  devices: 'working',
  run: async (harness) => {
    const { capture } = harness
    const plain = {
      ...captureSettings,
      echoCancellation: false,
      noiseSuppression: false,
      cameraHeight: 360,
    } as const
    for (const kind of kinds) {
      const track = await opened(harness, kind)
      check(meets(kind, harness.settings(track), captureSettings), `${kind} is not opened as wanted`)
      if (!(await capture.adjust(kind, track, plain))) {
        check(meets(kind, harness.settings(track), captureSettings), `${kind} is not as it was`)
        check(harness.isLive(track), `${kind} has ended`)
        const anew = await capture.open(kind, undefined, plain)
        check(anew.ok, `${kind} does not open beside itself`)
        harness.capture.close(track)
        check(meets(kind, harness.settings(anew.track), plain), `${kind} is not as wanted when opened anew`)
        check(harness.isLive(anew.track), `${kind} closed with the other`)
        harness.capture.close(anew.track)
      } else {
        check(meets(kind, harness.settings(track), plain), `${kind} did not change`)
        harness.capture.close(track)
      }
    }
  },
}
