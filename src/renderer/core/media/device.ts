import type { CallError, CaptureKind } from '../ports/errors.ts'
import { assertNever } from '../lib/assert-never.ts'
import type { MediaEffect } from './effects.ts'
import type { MediaEvent } from './events.ts'
import { isOn, sending, type MediaState } from './state.ts'
import { closeDevice, openDevice, release, sequence, stay, withDevice, type MediaStep } from './steps.ts'

/** Camera and microphone: open, muted, replaced, failed. All functions are pure. */

type Opened = Extract<MediaEvent, { type: 'opened' }>

export function setDevice(state: MediaState, kind: CaptureKind, on: boolean): MediaStep {
  return on ? switchOn(state, kind) : switchOff(state, kind)
}

function switchOn(state: MediaState, kind: CaptureKind): MediaStep {
  const device = state[kind]
  switch (device.status) {
    case 'opening':
      return stay(state)
    case 'open':
      return stay(withDevice(state, kind, { ...device, muted: false }))
    case 'closed':
    case 'failed':
      return openDevice(state, kind, undefined, false)
    default:
      return assertNever(device)
  }
}

function switchOff(state: MediaState, kind: CaptureKind): MediaStep {
  const device = state[kind]
  if (kind === 'microphone' && device.status === 'open') {
    return stay(withDevice(state, kind, { ...device, muted: true }))
  }
  return closeDevice(state, kind)
}

/** A muted microphone that is not the chosen one any more is closed; the chosen one opens when it is unmuted. */
export function chooseDevice(state: MediaState, kind: CaptureKind): MediaStep {
  const device = state[kind]
  return isOn(device) ? openDevice(state, kind, sending(device), false) : closeDevice(state, kind)
}

export function opened(state: MediaState, { kind, request, deviceId, result }: Opened): MediaStep {
  const device = state[kind]
  if (device.status !== 'opening' || device.request !== request) {
    return { state, effects: result.ok ? [{ type: 'close-track', track: result.source }] : [] }
  }
  if (!result.ok) return refused(state, kind, deviceId, result.error)
  const { ok: _ok, ...tracks } = result
  const notice: readonly MediaEffect[] = device.replacing
    ? [{ type: 'notice', notice: { type: 'device-switched', kind, label: result.label } }]
    : []
  return {
    state: withDevice(state, kind, {
      status: 'open',
      muted: false,
      device: { ...tracks, openedAs: deviceId },
    }),
    // Labels are only told once a device has been allowed.
    effects: [...release(device.previous), { type: 'list-devices' }, ...notice],
  }
}

function refused(
  state: MediaState,
  kind: CaptureKind,
  deviceId: string | undefined,
  error: CallError,
): MediaStep {
  const device = state[kind]
  if (device.status !== 'opening') return stay(state)
  const { previous, replacing } = device
  if (error.code === `${kind}-not-found` && deviceId !== undefined) {
    // The chosen device is not plugged in: any other is better than none. The choice is kept for its return.
    const request = state.nextRequest
    return {
      state: {
        ...withDevice(state, kind, { ...device, request, replacing: true }),
        nextRequest: request + 1,
      },
      effects: [{ type: 'open-device', kind, deviceId: undefined, request }],
    }
  }
  if (!previous) {
    return {
      state: withDevice(state, kind, { status: 'failed', error }),
      effects: replacing ? [{ type: 'notice', notice: { type: 'device-lost', kind } }] : [],
    }
  }
  const kept = withDevice(state, kind, { status: 'open', device: previous, muted: false })
  // A device that came back by itself may become free yet: the choice stands, and nobody need be told.
  if (replacing) return remember(kept)
  const notice: MediaEffect = {
    type: 'notice',
    notice: { type: 'device-kept', kind, label: previous.label, error },
  }
  const chosen = { ...state.chosen, [kind]: previous.openedAs }
  return sequence(kept, (next) => ({ state: { ...next, chosen }, effects: [notice] }), remember)
}

/** The source ended by itself: unplugged, or its permission was withdrawn. */
export function deviceEnded(state: MediaState, kind: CaptureKind): MediaStep {
  const device = state[kind]
  if (device.status === 'open' && device.muted) return stay(withDevice(state, kind, { status: 'closed' }))
  return openDevice(state, kind, undefined, true)
}

/** An open device is changed in place where it can be; what is on its way was asked for by the old settings. */
export function settingsChanged(state: MediaState, kind: CaptureKind): MediaStep {
  const device = state[kind]
  if (!state.active) return stay(state)
  if (device.status === 'opening') return openDevice(state, kind, device.previous, device.replacing)
  if (device.status !== 'open') return stay(state)
  return { state, effects: [{ type: 'adjust-device', kind, track: device.device.source }] }
}

export function adjustFailed(state: MediaState, kind: CaptureKind, track: string): MediaStep {
  const device = state[kind]
  if (device.status !== 'open' || device.device.source.id !== track) return stay(state)
  // A muted microphone is opened with the new settings when it is next unmuted.
  return device.muted ? closeDevice(state, kind) : openDevice(state, kind, device.device, false)
}

export function processorsChanged(state: MediaState, kind: CaptureKind): MediaStep {
  const device = state[kind]
  if (device.status === 'opening') return settingsChanged(state, kind)
  if (device.status !== 'open') return stay(state)
  return { state, effects: [{ type: 'process', kind, source: device.device.source }] }
}

export function processed(state: MediaState, event: Extract<MediaEvent, { type: 'processed' }>): MediaStep {
  const device = state[event.kind]
  if (device.status !== 'open' || device.device.source.id !== event.source) return stay(state)
  const { output, preview } = event
  const { preview: _old, ...rest } = device.device
  const replaced = { ...rest, output, ...(preview ? { preview } : {}) }
  return stay(withDevice(state, event.kind, { ...device, device: replaced }))
}

/** Writes down what the person wants, for the next time. */
export function remember(state: MediaState): MediaStep {
  const wanted = { microphone: isOn(state.microphone), camera: isOn(state.camera) }
  const { chosen } = state
  return {
    state,
    effects: [{ type: 'remember-devices', chosen, ...(state.active ? { wanted } : {}) }],
  }
}
