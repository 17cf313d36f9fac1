import type { CaptureKind } from '../ports/errors.ts'
import type { MediaEffect } from './effects.ts'
import type { DeviceState, MediaState, OpenDevice } from './state.ts'

/** Steps that several events share. Each returns the next state and the effects, in order. */
export interface MediaStep {
  readonly state: MediaState
  readonly effects: readonly MediaEffect[]
}

export function stay(state: MediaState): MediaStep {
  return { state, effects: [] }
}

/** Does one step after the other; their effects follow each other. */
export function sequence(
  state: MediaState,
  ...steps: readonly ((state: MediaState) => MediaStep)[]
): MediaStep {
  return steps.reduce<MediaStep>((done, step) => {
    const next = step(done.state)
    return { state: next.state, effects: [...done.effects, ...next.effects] }
  }, stay(state))
}

export function withDevice(state: MediaState, kind: CaptureKind, device: DeviceState): MediaState {
  return { ...state, [kind]: device }
}

/** Asks for the chosen device; `previous` goes on being sent until it is there. */
export function openDevice(
  state: MediaState,
  kind: CaptureKind,
  previous: OpenDevice | undefined,
  replacing: boolean,
  deviceId: string | undefined = state.chosen[kind],
): MediaStep {
  const request = state.nextRequest
  const opening: DeviceState = { status: 'opening', request, replacing, ...(previous ? { previous } : {}) }
  return {
    state: { ...withDevice(state, kind, opening), nextRequest: request + 1 },
    effects: [{ type: 'open-device', kind, deviceId, request }],
  }
}

/** Closes what is open of it. An answer that is still on its way will find no request and is released. */
export function closeDevice(state: MediaState, kind: CaptureKind): MediaStep {
  return { state: withDevice(state, kind, { status: 'closed' }), effects: release(openOf(state[kind])) }
}

/** What is open of the device, sent or muted. */
export function openOf(device: DeviceState): OpenDevice | undefined {
  switch (device.status) {
    case 'opening':
      return device.previous
    case 'open':
      return device.device
    case 'closed':
    case 'failed':
      return undefined
  }
}

export function release(device: OpenDevice | undefined): readonly MediaEffect[] {
  return device ? [{ type: 'close-track', track: device.source }] : []
}
