import type { MediaNotice } from './notices.ts'
import type { CaptureKind } from '../ports/errors.ts'
import type { TrackHandle } from '../ports/media-handles.ts'
import type { ShareQuality } from '../ports/share-quality.ts'
import type { ChosenDevices } from './state.ts'

export type MediaEffect =
  | {
      readonly type: 'open-device'
      readonly kind: CaptureKind
      readonly deviceId: string | undefined
      readonly request: number
    }
  | { readonly type: 'adjust-device'; readonly kind: CaptureKind; readonly track: TrackHandle }
  /** Runs the processors that are wanted now over a source that stays open. */
  | { readonly type: 'process'; readonly kind: CaptureKind; readonly source: TrackHandle }
  | {
      readonly type: 'open-screen'
      readonly request: number
      readonly quality: ShareQuality
      readonly shareRequest?: string
    }
  | { readonly type: 'adjust-screen'; readonly track: TrackHandle; readonly quality: ShareQuality }
  /** Closes a source: its light goes out and its processors end. */
  | { readonly type: 'close-track'; readonly track: TrackHandle }
  | { readonly type: 'list-devices' }
  | {
      readonly type: 'remember-devices'
      /** Absent while no device is in use. */
      readonly wanted?: Record<CaptureKind, boolean>
      readonly chosen: ChosenDevices
    }
  | { readonly type: 'notice'; readonly notice: MediaNotice }
