import type { CallError, CaptureKind } from '../ports/errors.ts'
import type { DisposeEvent, TimerEvent } from '../lib/machine.ts'
import type { StreamHandle, TrackHandle } from '../ports/media-handles.ts'
import type { DeviceList, ScreenResult } from '../ports/capture.ts'
import type { ShareQuality } from '../ports/share-quality.ts'
import type { ChosenDevices } from './state.ts'

/** What opening a device and its processors came to. */
export type OpenResult =
  | {
      readonly ok: true
      readonly source: TrackHandle
      readonly output: TrackHandle
      readonly label: string
      readonly preview?: StreamHandle
    }
  | { readonly ok: false; readonly error: CallError }

export type MediaEvent =
  /** The lobby opens: open what the person wants open. */
  | { readonly type: 'start'; readonly wanted: Record<CaptureKind, boolean>; readonly chosen: ChosenDevices }
  | { readonly type: 'stop' }
  | { readonly type: 'set-device'; readonly kind: CaptureKind; readonly on: boolean }
  | {
      readonly type: 'choose-device'
      readonly kind: CaptureKind | 'speaker'
      readonly id: string | undefined
    }
  | {
      readonly type: 'opened'
      readonly kind: CaptureKind
      readonly request: number
      /** The device that was asked for. */
      readonly deviceId: string | undefined
      readonly result: OpenResult
    }
  /** `track` is the id of a source. */
  | { readonly type: 'track-ended'; readonly track: string }
  | { readonly type: 'settings-changed'; readonly kind: CaptureKind }
  /** The open track cannot be brought up to the settings. */
  | { readonly type: 'adjust-failed'; readonly kind: CaptureKind; readonly track: string }
  /** Other processors are wanted for this kind. */
  | { readonly type: 'processors-changed'; readonly kind: CaptureKind }
  /** `source` is the id of the track that was processed anew. */
  | {
      readonly type: 'processed'
      readonly kind: CaptureKind
      readonly source: string
      readonly output: TrackHandle
      readonly preview?: StreamHandle
    }
  | { readonly type: 'devices'; readonly devices: DeviceList }
  | {
      readonly type: 'start-screen-share'
      readonly quality: ShareQuality
      /** Asked for outside the window, by this id. It takes the place of a choice that is open, or of what is shared. */
      readonly shareRequest?: string
    }
  | { readonly type: 'set-share-quality'; readonly quality: ShareQuality }
  | { readonly type: 'stop-screen-share' }
  | { readonly type: 'screen-opened'; readonly request: number; readonly result: ScreenResult }
  /** Never sent: this machine has no timers. */
  | TimerEvent<never>
  | DisposeEvent
