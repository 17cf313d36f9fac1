import type { CaptureKind } from '../../core/ports/errors.ts'
import { isWanted } from '../../core/media/view.ts'
import type { LocalMedia } from '../../core/media/view.ts'
import { useCallApp } from '../shell/context.ts'

/** What the keys for microphone and camera do, in whichever window they are pressed. */
export function useDeviceToggles(media: () => LocalMedia): Readonly<Record<CaptureKind, () => void>> {
  const app = useCallApp()
  const toggle = (kind: CaptureKind) => () =>
    app.dispatch({ type: 'set-device', kind, on: !isWanted(media()[kind]) })
  return { microphone: toggle('microphone'), camera: toggle('camera') }
}
