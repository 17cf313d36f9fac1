import type { CallError, CaptureKind } from '../errors.ts'
import type { MediaEffect } from './events.ts'
import type { DeviceModel, MediaModel } from './model.ts'

/** Asks for the device anew; what is open stays open until its replacement is there. */
export function open(
  model: MediaModel,
  kind: CaptureKind,
  replacing: boolean,
  out: MediaEffect[],
): MediaModel {
  const device = model[kind]
  const request = device.request + 1
  out.push({ type: 'open-device', kind, deviceId: model.chosen[kind], request })
  const track = device.track.status === 'on' ? device.track : ({ status: 'starting' } as const)
  const { openedAs } = device
  return { ...model, [kind]: { wanted: true, track, request, asking: true, replacing, openedAs } }
}

/** Another device was asked for and cannot be had; what is open is better than nothing. */
export function keepOpen(
  model: MediaModel,
  kind: CaptureKind,
  error: CallError,
  out: MediaEffect[],
): MediaModel {
  const device = model[kind]
  const kept = { ...model, [kind]: { ...device, asking: false, replacing: false } }
  // One that came back by itself may become free yet: the choice stands, and nobody need be told.
  if (device.replacing || device.track.status !== 'on') return kept
  const { label } = device.track
  out.push({ type: 'notice', notice: { type: 'device-kept', kind, label, error } })
  return { ...kept, chosen: { ...model.chosen, [kind]: device.openedAs } }
}

/** Something else is wanted of a device: what is open is changed where it can be, else opened anew. */
export function wishesChanged(model: MediaModel, kind: CaptureKind, out: MediaEffect[]): MediaModel {
  const device = model[kind]
  if (!model.active) return model
  // What is on its way was asked for by the old wishes.
  if (device.asking) return open(model, kind, device.replacing, out)
  const { track } = device.track.status === 'on' ? device.track : (device.muted ?? {})
  if (track) out.push({ type: 'adjust-device', kind, track })
  return model
}

export function adjustFailed(
  model: MediaModel,
  kind: CaptureKind,
  track: string,
  out: MediaEffect[],
): MediaModel {
  const { muted, ...device } = model[kind]
  if (device.track.status === 'on' && device.track.track.id === track) return open(model, kind, false, out)
  if (muted?.track.id !== track) return model
  // Opened as it is wanted when it is next switched on.
  out.push({ type: 'close-track', track: muted.track })
  return { ...model, [kind]: device }
}

/** Closes what is open of it, sent or muted. */
export function closeTrack(device: DeviceModel, out: MediaEffect[]): void {
  if (device.track.status === 'on') out.push({ type: 'close-track', track: device.track.track })
  if (device.muted) out.push({ type: 'close-track', track: device.muted.track })
}
