import type { ScreenResult } from '../ports/capture.ts'
import type { MediaEffect } from './effects.ts'
import type { ShareQuality } from './share-quality.ts'
import type { MediaState } from './state.ts'
import { stay, type MediaStep } from './steps.ts'

/** The shared screen: choosing, sharing, off. All functions are pure. */

export function startShare(state: MediaState, quality: ShareQuality): MediaStep {
  if (!state.active || state.screen.status !== 'off') return stay(state)
  const request = state.nextRequest
  return {
    state: { ...state, screen: { status: 'choosing', request, quality }, nextRequest: request + 1 },
    effects: [{ type: 'open-screen', request, quality }],
  }
}

/** While choosing, for what is about to be shared; later, for what is shared. */
export function setShareQuality(state: MediaState, quality: ShareQuality): MediaStep {
  const { screen } = state
  if (screen.status === 'off') return stay(state)
  return {
    state: { ...state, screen: { ...screen, quality } },
    effects: screen.status === 'sharing' ? [{ type: 'adjust-screen', track: screen.video, quality }] : [],
  }
}

/** A picker that is still open may answer later; its request is not the present one any more. */
export function stopShare(state: MediaState): MediaStep {
  const { screen } = state
  if (screen.status === 'off') return stay(state)
  const effects = screen.status === 'sharing' ? closeScreen(screen) : []
  return { state: { ...state, screen: { status: 'off' } }, effects }
}

export function screenOpened(state: MediaState, request: number, result: ScreenResult): MediaStep {
  const { screen } = state
  const choosing = screen.status === 'choosing' && screen.request === request ? screen : undefined
  if (!result.ok) {
    if (!choosing) return stay(state)
    return {
      state: { ...state, screen: { status: 'off' } },
      effects: 'error' in result ? [{ type: 'notice', notice: { type: 'error', error: result.error } }] : [],
    }
  }
  if (!choosing) return { state, effects: closeScreen(result) }
  const { ok: _ok, ...shared } = result
  const { quality } = choosing
  return {
    state: { ...state, screen: { status: 'sharing', ...shared, quality } },
    // The capture began before the person had chosen.
    effects: [{ type: 'adjust-screen', track: shared.video, quality }],
  }
}

function closeScreen({
  video,
  audio,
}: Pick<Extract<ScreenResult, { ok: true }>, 'video' | 'audio'>): MediaEffect[] {
  return [video, ...(audio ? [audio] : [])].map((track) => ({ type: 'close-track', track }))
}
