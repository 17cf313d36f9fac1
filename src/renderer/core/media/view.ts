import type { CallError } from '../ports/errors.ts'
import type { StreamHandle, TrackHandle } from '../ports/media-handles.ts'
import type { DeviceList } from '../ports/capture.ts'
import { assertNever } from '../lib/assert-never.ts'
import type { ShareQuality } from '../ports/share-quality.ts'
import { sending, type ChosenDevices, type DeviceState, type MediaState, type ScreenState } from './state.ts'

/** One local device as the interface shows it. `on` is the only state in which it is sent. */
export type LocalTrack =
  | { readonly status: 'off' }
  | { readonly status: 'starting' }
  | { readonly status: 'on'; readonly track: TrackHandle; readonly label: string }
  | { readonly status: 'failed'; readonly error: CallError }

export type LocalScreen =
  | { readonly status: 'off' }
  | { readonly status: 'choosing'; readonly quality: ShareQuality }
  | Extract<ScreenState, { status: 'sharing' }>

export interface LocalMedia {
  /** `off` while muted: nothing of it is sent. */
  readonly microphone: LocalTrack
  readonly camera: LocalTrack
  readonly screen: LocalScreen
  readonly devices: DeviceList
  readonly chosen: ChosenDevices
  /** The camera picture for the self view, while the camera is on. */
  readonly preview?: StreamHandle
}

export function mediaView(state: MediaState): LocalMedia {
  const preview = sending(state.camera)?.preview
  return {
    microphone: localTrack(state.microphone),
    camera: localTrack(state.camera),
    screen: localScreen(state.screen),
    devices: state.devices,
    chosen: state.chosen,
    ...(preview ? { preview } : {}),
  }
}

/** On, or on its way: what every toggle shows, in whichever window, and turns around. */
export function isWanted(track: LocalTrack): boolean {
  return track.status === 'on' || track.status === 'starting'
}

function localTrack(device: DeviceState): LocalTrack {
  const sent = sending(device)
  if (sent) return { status: 'on', track: sent.output, label: sent.label }
  switch (device.status) {
    case 'closed':
    case 'open':
      return { status: 'off' }
    case 'opening':
      return { status: 'starting' }
    case 'failed':
      return device
    default:
      return assertNever(device)
  }
}

function localScreen(screen: ScreenState): LocalScreen {
  return screen.status === 'choosing' ? { status: 'choosing', quality: screen.quality } : screen
}
