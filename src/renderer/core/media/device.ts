import type { CaptureKind } from '../errors.ts'
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
  return { ...model, [kind]: { wanted: true, track, request, asking: true, replacing } }
}

/** Closes what is open of it, sent or muted. */
export function closeTrack(device: DeviceModel, out: MediaEffect[]): void {
  if (device.track.status === 'on') out.push({ type: 'close-track', track: device.track.track })
  if (device.muted) out.push({ type: 'close-track', track: device.muted.track })
}
