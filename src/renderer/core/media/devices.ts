import type { CaptureKind } from '../errors.ts'
import { open } from './device.ts'
import type { MediaEffect } from './events.ts'
import { captureKinds, type MediaModel } from './model.ts'
import type { Device, DeviceList } from './state.ts'

/**
 * Devices came or went (pitfall 14). What was missing is tried again when one of its kind appears; the
 * chosen device is taken back when it returns; a chosen speaker that is gone gives way to the default.
 */
export function devicesChanged(before: MediaModel, devices: DeviceList, out: MediaEffect[]): MediaModel {
  let model: MediaModel = { ...before, devices }
  if (!model.active) return model
  for (const kind of captureKinds) {
    if (model[kind].wanted && isWorthTrying(before, model, kind)) model = open(model, kind, true, out)
  }
  const { speaker } = model.chosen
  const lost =
    speaker !== undefined && has(before.devices.speakers, speaker) && !has(devices.speakers, speaker)
  if (lost) out.push({ type: 'notice', notice: { type: 'device-lost', kind: 'speaker' } })
  return model
}

function isWorthTrying(before: MediaModel, after: MediaModel, kind: CaptureKind): boolean {
  const list = kind === 'microphone' ? 'microphones' : 'cameras'
  const { track } = after[kind]
  const chosen = after.chosen[kind]
  if (track.status === 'failed') {
    return (
      track.error.code === `${kind}-not-found` && after.devices[list].length > before.devices[list].length
    )
  }
  const returned =
    chosen !== undefined && !has(before.devices[list], chosen) && has(after.devices[list], chosen)
  // An empty list before is one that had not been read yet, not a device that was away.
  return returned && track.status === 'on' && before.devices[list].length > 0
}

function has(list: readonly Device[], id: string): boolean {
  return list.some((device) => device.id === id)
}
