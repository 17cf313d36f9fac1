import type { Step } from '../lib/machine.ts'
import { assertNever } from '../lib/assert-never.ts'
import {
  adjustFailed,
  chooseDevice,
  deviceEnded,
  opened,
  processed,
  processorsChanged,
  remember,
  setDevice,
  settingsChanged,
} from './device.ts'
import { devicesChanged } from './devices.ts'
import type { MediaEffect } from './effects.ts'
import type { MediaEvent } from './events.ts'
import { screenOpened, setShareQuality, shareEnded, startShare, stopShare } from './screen.ts'
import { captureKinds, type MediaState } from './state.ts'
import { closeDevice, openDevice, openOf, sequence, stay } from './steps.ts'

/**
 * Camera, microphone and screen of this side as a pure function. Switching a camera off closes it, so that
 * its light tells the truth.
 */
export function transition(state: MediaState, event: MediaEvent): Step<MediaState, MediaEffect> {
  switch (event.type) {
    case 'start':
      return start(state, event)
    case 'stop':
    case 'dispose':
      return stop(state)
    case 'set-device':
      if (!state.active) return stay(state)
      return sequence(state, (next) => setDevice(next, event.kind, event.on), remember)
    case 'choose-device': {
      const { kind, id } = event
      const chosen = { ...state, chosen: { ...state.chosen, [kind]: id } }
      if (kind === 'speaker' || !state.active) return remember(chosen)
      return sequence(chosen, remember, (next) => chooseDevice(next, kind))
    }
    case 'opened':
      return opened(state, event)
    case 'track-ended':
      return ended(state, event.track)
    case 'settings-changed':
      return settingsChanged(state, event.kind)
    case 'adjust-failed':
      return adjustFailed(state, event.kind, event.track)
    case 'processors-changed':
      return processorsChanged(state, event.kind)
    case 'processed':
      return processed(state, event)
    case 'devices':
      return devicesChanged(state, event.devices)
    case 'start-screen-share':
      return startShare(state, event)
    case 'set-share-quality':
      return setShareQuality(state, event.quality)
    case 'stop-screen-share':
      return stopShare(state)
    case 'screen-opened':
      return screenOpened(state, event.request, event.result)
    case 'timer':
      return assertNever(event.timer)
    default:
      return assertNever(event)
  }
}

function start(
  state: MediaState,
  { wanted, chosen }: Extract<MediaEvent, { type: 'start' }>,
): Step<MediaState, MediaEffect> {
  if (state.active) return stay(state)
  return sequence(
    { ...state, active: true, chosen },
    (next) => ({ state: next, effects: [{ type: 'list-devices' }] }),
    ...captureKinds.map(
      (kind) => (next: MediaState) => (wanted[kind] ? openDevice(next, kind, undefined, false) : stay(next)),
    ),
  )
}

/** Unplugged, permission withdrawn, or the shared window closed. */
function ended(state: MediaState, track: string): Step<MediaState, MediaEffect> {
  const kind = captureKinds.find((candidate) => openOf(state[candidate])?.source.id === track)
  if (kind) return deviceEnded(state, kind)
  const { screen } = state
  if (screen.status !== 'sharing' || screen.video.id !== track) return stay(state)
  return shareEnded(state, screen)
}

function stop(state: MediaState): Step<MediaState, MediaEffect> {
  return sequence(
    { ...state, active: false },
    stopShare,
    ...captureKinds.map((kind) => (next: MediaState) => closeDevice(next, kind)),
  )
}
