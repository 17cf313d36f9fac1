import type { CallError, CaptureKind } from '../ports/errors.ts'
import type { StreamHandle, TrackHandle } from '../ports/media-handles.ts'
import type { DeviceList } from '../ports/capture.ts'
import type { ShareQuality } from '../ports/share-quality.ts'

/** A device that is open: its light is on. */
export interface OpenDevice {
  /** What the device gives. */
  readonly source: TrackHandle
  /** What is sent of it: the source, or what the processors make of it. */
  readonly output: TrackHandle
  readonly label: string
  /** The id it was opened by; undefined is the system's default. */
  readonly openedAs: string | undefined
  /** The output as a stream, for the self view; cameras only. */
  readonly preview?: StreamHandle
}

/**
 * One microphone or camera. A muted microphone stays open, so that unmuting is instant and talking while
 * muted can be noticed; nothing of it is sent. A camera that is off is closed.
 */
export type DeviceState =
  | { readonly status: 'closed' }
  | {
      readonly status: 'opening'
      /** Tells answers apart: one to another request is released at once. */
      readonly request: number
      /** What was open goes on being sent until its replacement is there. */
      readonly previous?: OpenDevice
      /** Nobody asked for it: a device went away or came back. Which one is used then is worth a notice. */
      readonly replacing: boolean
    }
  | { readonly status: 'open'; readonly device: OpenDevice; readonly muted: boolean }
  | { readonly status: 'failed'; readonly error: CallError }

export type ScreenState =
  | { readonly status: 'off' }
  /** The picker is open. */
  | { readonly status: 'choosing'; readonly request: number; readonly quality: ShareQuality }
  | {
      readonly status: 'sharing'
      readonly video: TrackHandle
      readonly audio?: TrackHandle
      readonly label: string
      readonly stream: StreamHandle
      readonly quality: ShareQuality
      /** The request for another source. This one is shared until that is there. */
      readonly replacement?: number
    }

/** Undefined is the system's default device. */
export interface ChosenDevices {
  readonly microphone?: string | undefined
  readonly camera?: string | undefined
  readonly speaker?: string | undefined
}

export interface MediaState {
  /** From the lobby to the end of the call, and while devices are tried out in the settings. */
  readonly active: boolean
  readonly microphone: DeviceState
  readonly camera: DeviceState
  readonly screen: ScreenState
  readonly devices: DeviceList
  readonly chosen: ChosenDevices
  readonly nextRequest: number
}

export const initialMediaState: MediaState = {
  active: false,
  microphone: { status: 'closed' },
  camera: { status: 'closed' },
  screen: { status: 'off' },
  devices: { microphones: [], cameras: [], speakers: [] },
  chosen: {},
  nextRequest: 1,
}

export const captureKinds: readonly CaptureKind[] = ['microphone', 'camera']

/** What is being sent of the device now. */
export function sending(device: DeviceState): OpenDevice | undefined {
  if (device.status === 'opening') return device.previous
  return device.status === 'open' && !device.muted ? device.device : undefined
}

/** The person wants it on, whether or not it is. */
export function isOn(device: DeviceState): boolean {
  return device.status !== 'closed' && !(device.status === 'open' && device.muted)
}
