import type { ScreenResult } from '../ports/capture.ts'
import type { MediaEffect } from './events.ts'
import type { MediaModel } from './model.ts'
import type { ShareQuality } from './share-quality.ts'

/** The shared screen: choosing, sharing, off. All functions are pure. */

export function startShare(model: MediaModel, quality: ShareQuality, out: MediaEffect[]): MediaModel {
  if (!model.active || model.screen.status !== 'off') return model
  const screenRequest = model.screenRequest + 1
  out.push({ type: 'open-screen', request: screenRequest, quality })
  return { ...model, screen: { status: 'choosing', quality }, screenRequest }
}

/** In the picker, for what is about to be shared; later, for what is shared. */
export function setShareQuality(model: MediaModel, quality: ShareQuality, out: MediaEffect[]): MediaModel {
  const { screen } = model
  if (screen.status === 'off') return model
  if (screen.status === 'sharing') out.push({ type: 'adjust-screen', track: screen.video, quality })
  return { ...model, screen: { ...screen, quality } }
}

export function stopShare(model: MediaModel, out: MediaEffect[]): MediaModel {
  const { screen } = model
  if (screen.status === 'sharing') {
    out.push({ type: 'close-track', track: screen.video })
    if (screen.audio) out.push({ type: 'close-track', track: screen.audio })
  }
  // A picker that is still open may answer later; its answer will be stale.
  return { ...model, screen: { status: 'off' }, screenRequest: model.screenRequest + 1 }
}

export function screenOpened(
  model: MediaModel,
  request: number,
  result: ScreenResult,
  out: MediaEffect[],
): MediaModel {
  const choosing =
    request === model.screenRequest && model.screen.status === 'choosing' ? model.screen : undefined
  if (!result.ok) {
    if (!choosing) return model
    if ('error' in result) out.push({ type: 'notice', notice: { type: 'error', error: result.error } })
    return { ...model, screen: { status: 'off' } }
  }
  if (!choosing) {
    out.push({ type: 'close-track', track: result.video })
    if (result.audio) out.push({ type: 'close-track', track: result.audio })
    return model
  }
  const { ok: _ok, ...shared } = result
  const { quality } = choosing
  // The capture began before the person had chosen.
  out.push({ type: 'adjust-screen', track: shared.video, quality })
  return { ...model, screen: { status: 'sharing', ...shared, quality } }
}
