import type { Notice } from '../app.ts'
import type { CaptureKind } from '../errors.ts'
import type { StreamHandle, TrackHandle } from '../handles.ts'
import type { CaptureResult, ScreenResult } from '../ports/capture.ts'
import type { ShareQuality } from './share-quality.ts'
import type { ChosenDevices, DeviceList } from './state.ts'

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
  /** `request` tells answers apart: one to a question that is no longer asked is closed again. */
  | {
      readonly type: 'opened'
      readonly kind: CaptureKind
      readonly request: number
      /** The device that was asked for. */
      readonly deviceId: string | undefined
      readonly result: CaptureResult
      readonly preview?: StreamHandle
    }
  | { readonly type: 'track-ended'; readonly track: string }
  /** Something else is wanted of what this device gives, see wishes.ts. */
  | { readonly type: 'wishes-changed'; readonly kind: CaptureKind }
  /** The open track cannot be brought up to the wishes. */
  | { readonly type: 'adjust-failed'; readonly kind: CaptureKind; readonly track: string }
  | { readonly type: 'devices'; readonly devices: DeviceList }
  | { readonly type: 'start-screen-share'; readonly quality: ShareQuality }
  | { readonly type: 'set-share-quality'; readonly quality: ShareQuality }
  | { readonly type: 'stop-screen-share' }
  | { readonly type: 'screen-opened'; readonly request: number; readonly result: ScreenResult }

export type MediaEffect =
  | {
      readonly type: 'open-device'
      readonly kind: CaptureKind
      readonly deviceId: string | undefined
      readonly request: number
    }
  | { readonly type: 'adjust-device'; readonly kind: CaptureKind; readonly track: TrackHandle }
  | { readonly type: 'open-screen'; readonly request: number; readonly quality: ShareQuality }
  | { readonly type: 'adjust-screen'; readonly track: TrackHandle; readonly quality: ShareQuality }
  | { readonly type: 'close-track'; readonly track: TrackHandle }
  | { readonly type: 'list-devices' }
  | {
      readonly type: 'remember-devices'
      readonly wanted: Record<CaptureKind, boolean>
      readonly chosen: ChosenDevices
    }
  | { readonly type: 'notice'; readonly notice: Notice }
