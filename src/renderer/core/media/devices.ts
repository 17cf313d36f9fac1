import type { CaptureKind } from '../ports/errors.ts'
import type { Device, DeviceList } from '../ports/capture.ts'
import { captureKinds, sending, type MediaState } from './state.ts'
import { openDevice, sequence, stay, type MediaStep } from './steps.ts'

/**
 * Devices came or went. What was missing is tried again when one of its kind appears; the chosen device is
 * used again when it returns; a chosen speaker that is gone gives way to the default.
 */
export function devicesChanged(before: MediaState, devices: DeviceList): MediaStep {
  const state: MediaState = { ...before, devices }
  if (!state.active) return stay(state)
  const { speaker } = state.chosen
  const lost =
    speaker !== undefined && has(before.devices.speakers, speaker) && !has(devices.speakers, speaker)
  return sequence(
    state,
    ...captureKinds.map(
      (kind) => (next: MediaState) =>
        isWorthTrying(before, next, kind) ? openDevice(next, kind, sending(next[kind]), true) : stay(next),
    ),
    (next) => ({
      state: next,
      effects: lost ? [{ type: 'notice', notice: { type: 'device-lost', kind: 'speaker' } }] : [],
    }),
  )
}

function isWorthTrying(before: MediaState, after: MediaState, kind: CaptureKind): boolean {
  const list = kind === 'microphone' ? 'microphones' : 'cameras'
  const device = after[kind]
  const chosen = after.chosen[kind]
  if (device.status === 'failed') {
    return (
      device.error.code === `${kind}-not-found` && after.devices[list].length > before.devices[list].length
    )
  }
  const returned =
    chosen !== undefined && !has(before.devices[list], chosen) && has(after.devices[list], chosen)
  // An empty list before is one that had not been read yet, not a device that was away.
  return returned && sending(device) !== undefined && before.devices[list].length > 0
}

function has(list: readonly Device[], id: string): boolean {
  return list.some((device) => device.id === id)
}
