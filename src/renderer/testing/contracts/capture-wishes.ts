import type { CaptureKind } from '../../core/errors.ts'
import type { CaptureWishes } from '../../core/media/wishes.ts'
import { kinds, opened, wishes, type CaptureCase } from './capture-harness.ts'
import { check, equal } from './case.ts'

function relevant(kind: CaptureKind, settings: Partial<CaptureWishes>): unknown {
  const { echoCancellation, noiseSuppression, autoGainControl, cameraHeight } = settings
  return kind === 'camera' ? cameraHeight : [echoCancellation, noiseSuppression, autoGainControl]
}

/** Filters of the sound and size of the picture, at opening and later. */
export const wishesCase: CaptureCase = {
  name: 'opens devices as they are wanted, and changes what is open or says that it cannot',
  devices: 'working',
  run: async (harness) => {
    const { capture } = harness
    const plain = { ...wishes, echoCancellation: false, noiseSuppression: false, cameraHeight: 360 } as const
    for (const kind of kinds) {
      const track = await opened(harness, kind)
      equal(relevant(kind, harness.settings(track)), relevant(kind, wishes), `${kind} as opened`)
      if (!(await capture.adjust(kind, track, plain))) {
        equal(relevant(kind, harness.settings(track)), relevant(kind, wishes), `${kind} as it was`)
        check(harness.isLive(track), `${kind} has ended`)
        const anew = await capture.open(kind, undefined, plain)
        check(anew.ok, `${kind} does not open beside itself`)
        harness.capture.close(track)
        equal(relevant(kind, harness.settings(anew.track)), relevant(kind, plain), `${kind} opened anew`)
        check(harness.isLive(anew.track), `${kind} closed with the other`)
        harness.capture.close(anew.track)
      } else {
        equal(relevant(kind, harness.settings(track)), relevant(kind, plain), `${kind} changed`)
        harness.capture.close(track)
      }
    }
  },
}
