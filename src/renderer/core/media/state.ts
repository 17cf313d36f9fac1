import type { CallError } from '../errors.ts'
import type { StreamHandle, TrackHandle } from '../handles.ts'
import type { ShareQuality } from './share-quality.ts'

/** One local device. `on` is the only state in which the device is open: in every other its light is out. */
export type LocalTrack =
  | { readonly status: 'off' }
  | { readonly status: 'starting' }
  | { readonly status: 'on'; readonly track: TrackHandle; readonly label: string }
  | { readonly status: 'failed'; readonly error: CallError }

export type LocalScreen =
  | { readonly status: 'off' }
  /** The picker is open. */
  | { readonly status: 'choosing'; readonly quality: ShareQuality }
  | {
      readonly status: 'sharing'
      readonly video: TrackHandle
      readonly audio?: TrackHandle
      readonly label: string
      readonly stream: StreamHandle
      readonly quality: ShareQuality
    }

export interface Device {
  readonly id: string
  /** Empty until the person has allowed a device of this kind. */
  readonly label: string
}

export interface DeviceList {
  readonly microphones: readonly Device[]
  readonly cameras: readonly Device[]
  readonly speakers: readonly Device[]
}

/** Undefined is the system's default device. */
export interface ChosenDevices {
  readonly microphone?: string | undefined
  readonly camera?: string | undefined
  readonly speaker?: string | undefined
}

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
