import type { ScreenResult } from '../ports/capture.ts'
import type { MediaEffect } from './effects.ts'
import type { MediaEvent } from './events.ts'
import type { ShareQuality } from '../ports/share-quality.ts'
import type { MediaState, ScreenState } from './state.ts'
import { stay, type MediaStep } from './steps.ts'

/** The shared screen: choosing, sharing, off. All functions are pure. */

type Start = Extract<MediaEvent, { type: 'start-screen-share' }>
type Sharing = Extract<ScreenState, { status: 'sharing' }>

export function startShare(state: MediaState, { quality: preferred, shareRequest }: Start): MediaStep {
  const { screen } = state
  if (!state.active) return stay(state)
  // In the window, what is going on has to be stopped first; outside it, the latest choice counts.
  if (screen.status !== 'off' && shareRequest === undefined) return stay(state)
  const request = state.nextRequest
  const sharing = screen.status === 'sharing'
  const quality = sharing ? screen.quality : preferred
  return {
    state: {
      ...state,
      screen: sharing ? { ...screen, replacement: request } : { status: 'choosing', request, quality },
      nextRequest: request + 1,
    },
    effects: [
      { type: 'open-screen', request, quality, ...(shareRequest === undefined ? {} : { shareRequest }) },
    ],
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

/** What is shared is gone: closed, unplugged or withdrawn. */
export function shareEnded(state: MediaState, screen: Sharing): MediaStep {
  const { replacement: request, quality } = screen
  const closing = closeScreen(screen)
  if (request !== undefined)
    return { state: { ...state, screen: { status: 'choosing', request, quality } }, effects: closing }
  return {
    state: { ...state, screen: { status: 'off' } },
    effects: [{ type: 'notice', notice: { type: 'share-source-closed' } }, ...closing],
  }
}

export function screenOpened(state: MediaState, request: number, result: ScreenResult): MediaStep {
  const { screen } = state
  const awaited = screen.status !== 'off' && requestOf(screen) === request ? screen : undefined
  if (!result.ok) {
    if (!awaited) return stay(state)
    const before = awaited.status === 'sharing' ? withoutReplacement(awaited) : ({ status: 'off' } as const)
    return {
      state: { ...state, screen: before },
      effects: 'error' in result ? [{ type: 'notice', notice: { type: 'error', error: result.error } }] : [],
    }
  }
  if (!awaited) return { state, effects: closeScreen(result) }
  const { ok: _ok, ...shared } = result
  const { quality } = awaited
  const replaced = awaited.status === 'sharing' ? closeScreen(awaited) : []
  return {
    state: { ...state, screen: { status: 'sharing', ...shared, quality } },
    // The capture began before the person had chosen.
    effects: [...replaced, { type: 'adjust-screen', track: shared.video, quality }],
  }
}

function requestOf(screen: Exclude<ScreenState, { status: 'off' }>): number | undefined {
  return screen.status === 'choosing' ? screen.request : screen.replacement
}

function withoutReplacement({ replacement: _replacement, ...sharing }: Sharing): Sharing {
  return sharing
}

function closeScreen({
  video,
  audio,
}: Pick<Extract<ScreenResult, { ok: true }>, 'video' | 'audio'>): MediaEffect[] {
  return [video, ...(audio ? [audio] : [])].map((track) => ({ type: 'close-track', track }))
}
