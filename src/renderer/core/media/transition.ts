import type { CallError, CaptureKind } from '../errors.ts'
import { assertNever, type Step } from '../step.ts'
import { adjustFailed, closeTrack, keepOpen, open, wishesChanged } from './device.ts'
import { devicesChanged } from './devices.ts'
import type { MediaEffect, MediaEvent } from './events.ts'
import { isWanted } from './is-wanted.ts'
import { captureKinds, type MediaModel } from './model.ts'
import { screenOpened, setShareQuality, startShare, stopShare } from './screen.ts'

/**
 * Camera, microphone and screen of this side as a pure function. A device is open exactly while its track
 * is `on` here; switching off stops the track, so that its light tells the truth (pitfall 13).
 */
export function mediaTransition(model: MediaModel, event: MediaEvent): Step<MediaModel, MediaEffect> {
  const effects: MediaEffect[] = []
  return { state: next(model, event, effects), effects }
}

function next(model: MediaModel, event: MediaEvent, out: MediaEffect[]): MediaModel {
  switch (event.type) {
    case 'start': {
      if (model.active) return model
      const started: MediaModel = { ...model, active: true, chosen: event.chosen }
      out.push({ type: 'list-devices' })
      return captureKinds.reduce((all, kind) => want(all, kind, event.wanted[kind], out), started)
    }
    case 'stop':
      return stop(model, out)
    case 'set-device':
      if (!model.active) return model
      return remembered(want(model, event.kind, event.on, out), out)
    case 'choose-device': {
      const chosen = { ...model.chosen, [event.kind]: event.id }
      const changed = remembered({ ...model, chosen }, out)
      if (event.kind === 'speaker' || !changed.active) return changed
      if (changed[event.kind].wanted) return open(changed, event.kind, false, out)
      closeTrack(changed[event.kind], out)
      return want(withoutMuted(changed, event.kind), event.kind, false, out)
    }
    case 'opened':
      return opened(model, event, out)
    case 'track-ended':
      return ended(model, event.track, out)
    case 'wishes-changed':
      return wishesChanged(model, event.kind, out)
    case 'adjust-failed':
      return adjustFailed(model, event.kind, event.track, out)
    case 'devices':
      return devicesChanged(model, event.devices, out)
    case 'start-screen-share':
      return startShare(model, event.quality, out)
    case 'set-share-quality':
      return setShareQuality(model, event.quality, out)
    case 'stop-screen-share':
      return stopShare(model, out)
    case 'screen-opened':
      return screenOpened(model, event.request, event.result, out)
    default:
      return assertNever(event)
  }
}

function want(model: MediaModel, kind: CaptureKind, on: boolean, out: MediaEffect[]): MediaModel {
  const { muted, ...device } = model[kind]
  if (on) {
    if (muted) return { ...model, [kind]: { ...device, wanted: true, track: muted } }
    const wanted = { ...model, [kind]: { ...device, wanted: true } }
    return isWanted(device.track) ? wanted : open(wanted, kind, false, out)
  }
  // A new request number makes an answer that is still under way stale.
  const off = {
    wanted: false,
    track: { status: 'off' },
    request: device.request + 1,
    asking: false,
    replacing: false,
  } as const
  // Another device was on its way: what is open now must not be what unmuting brings back.
  const sent = device.track.status === 'on' && !device.asking ? device.track : undefined
  const held = sent ?? muted
  if (kind === 'microphone' && held) return { ...model, microphone: { ...off, muted: held } }
  closeTrack(device, out)
  return { ...model, [kind]: off }
}

function opened(
  model: MediaModel,
  event: Extract<MediaEvent, { type: 'opened' }>,
  out: MediaEffect[],
): MediaModel {
  const { kind, result } = event
  const device = model[kind]
  if (event.request !== device.request || !model.active) {
    if (result.ok) out.push({ type: 'close-track', track: result.track })
    return model
  }
  if (!result.ok) return refused(model, kind, event.deviceId, result.error, out)

  closeTrack(device, out)
  // Labels are only told once a device has been allowed.
  out.push({ type: 'list-devices' })
  if (device.replacing) {
    out.push({ type: 'notice', notice: { type: 'device-switched', kind, label: result.label } })
  }
  const track = { status: 'on', track: result.track, label: result.label } as const
  return {
    ...model,
    [kind]: { ...device, track, asking: false, replacing: false, openedAs: event.deviceId },
    ...(kind === 'camera' && event.preview ? { preview: event.preview } : {}),
  }
}

function refused(
  model: MediaModel,
  kind: CaptureKind,
  deviceId: string | undefined,
  error: CallError,
  out: MediaEffect[],
): MediaModel {
  const device = model[kind]
  if (error.code === `${kind}-not-found` && deviceId !== undefined) {
    // The chosen device is not plugged in: any other is better than none. The choice is kept for its return.
    const request = device.request + 1
    out.push({ type: 'open-device', kind, deviceId: undefined, request })
    return { ...model, [kind]: { ...device, request, replacing: true } }
  }
  if (device.track.status === 'on') return remembered(keepOpen(model, kind, error, out), out)
  if (device.replacing) out.push({ type: 'notice', notice: { type: 'device-lost', kind } })
  closeTrack(device, out)
  return {
    ...model,
    [kind]: { ...device, track: { status: 'failed', error }, asking: false, replacing: false },
  }
}

/** Unplugged, revoked, or the shared window closed. */
function ended(model: MediaModel, track: string, out: MediaEffect[]): MediaModel {
  for (const kind of captureKinds) {
    const device = model[kind]
    if (device.muted?.track.id === track) {
      return withoutMuted(model, kind)
    }
    if (device.track.status === 'on' && device.track.track.id === track) {
      const gone = { ...model, [kind]: { ...device, track: { status: 'starting' } as const } }
      return open(gone, kind, true, out)
    }
  }
  if (model.screen.status === 'sharing' && model.screen.video.id === track) {
    out.push({ type: 'notice', notice: { type: 'share-source-closed' } })
    return stopShare(model, out)
  }
  return model
}

function stop(model: MediaModel, out: MediaEffect[]): MediaModel {
  const off = captureKinds.reduce<MediaModel>(
    (all, kind) => {
      const { muted: _closed, ...device } = all[kind]
      closeTrack(all[kind], out)
      return {
        ...all,
        [kind]: {
          ...device,
          track: { status: 'off' },
          request: device.request + 1,
          asking: false,
          replacing: false,
        },
      }
    },
    stopShare(model, out),
  )
  const { preview: _preview, ...rest } = off
  return { ...rest, active: false }
}

function remembered(model: MediaModel, out: MediaEffect[]): MediaModel {
  const wanted = { microphone: model.microphone.wanted, camera: model.camera.wanted }
  out.push({ type: 'remember-devices', wanted, chosen: model.chosen })
  return model
}

function withoutMuted(model: MediaModel, kind: CaptureKind): MediaModel {
  const { muted: _muted, ...device } = model[kind]
  return { ...model, [kind]: device }
}
