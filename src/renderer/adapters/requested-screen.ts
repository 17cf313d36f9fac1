import type { ScreenAnswer } from '../../shared/ipc.ts'
import type { ShareQuality } from '../core/ports/share-quality.ts'
import type { ScreenRequests, ScreenResult } from '../core/ports/capture.ts'
import { isDeniedBySystem, openScreen } from './screen-capture.ts'

/**
 * getDisplayMedia in the desktop app, which is told before what it is for, and asked afterwards how it answered: a
 * cancelled choice and a capture that failed look the same to the page.
 */
export async function openRequestedScreen(
  mediaDevices: MediaDevices,
  requests: ScreenRequests,
  quality: ShareQuality,
  shareRequest: string | undefined,
): Promise<ScreenResult> {
  try {
    const id = await requests.begin(shareRequest)
    if (id === undefined) return { ok: false, cancelled: true }
    const result = await openScreen(mediaDevices, quality)
    try {
      return judged(result, await requests.end(id, result.ok))
    } catch {
      // What was captured is shared, and what failed has failed, whether or not the app could be told.
      return result
    }
  } catch (cause) {
    return { ok: false, error: { code: 'screen-failed', cause } }
  }
}

function judged(result: ScreenResult, answer: ScreenAnswer): ScreenResult {
  if (result.ok || answer === 'none') return result
  if (answer !== 'given') return { ok: false, cancelled: true }
  const cause = 'error' in result ? result.error.cause : undefined
  const code = isDeniedBySystem(cause) ? 'screen-denied' : 'screen-failed'
  return { ok: false, error: { code, cause } }
}
