import type { ScreenAnswer } from '../../../shared/ipc.ts'
import type { CallError, CaptureKind } from './errors.ts'
import type { Dispose } from '../lib/dispose.ts'
import type { StreamHandle, TrackHandle } from './media-handles.ts'
import type { ShareQuality } from './share-quality.ts'
import type { CaptureSettings } from './capture-settings.ts'

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

export type CaptureResult =
  | { readonly ok: true; readonly track: TrackHandle; readonly label: string }
  | { readonly ok: false; readonly error: CallError }

export type ScreenResult =
  | {
      readonly ok: true
      readonly stream: StreamHandle
      readonly video: TrackHandle
      readonly audio?: TrackHandle
      readonly label: string
    }
  | { readonly ok: false; readonly error: CallError }
  /** The person closed the picker. */
  | { readonly ok: false; readonly cancelled: true }

/** The desktop app answers getDisplayMedia itself. Both reject when it cannot be reached. */
export interface ScreenRequests {
  /** Before getDisplayMedia. @returns the id to end it by; undefined when that share is not wanted any more */
  begin(shareRequest: string | undefined): Promise<number | undefined>
  /** After it. @param captured there is a stream */
  end(id: number, captured: boolean): Promise<ScreenAnswer>
}

/** Camera, microphone and screen. Never rejects: a failure is a result. */
export interface CapturePort {
  /** @param deviceId undefined for the system's default */
  open(kind: CaptureKind, deviceId: string | undefined, settings: CaptureSettings): Promise<CaptureResult>
  /** Brings an open track up to other settings. @returns false where it has to be opened anew for that */
  adjust(kind: CaptureKind, track: TrackHandle, settings: CaptureSettings): Promise<boolean>
  /** @param shareRequest the id of a share that was asked for outside the window; otherwise the person chooses here */
  openScreen(quality: ShareQuality, shareRequest?: string): Promise<ScreenResult>
  /** From now on a screen that is captured is captured like this, as far as the browser can. */
  adjustScreen(track: TrackHandle, quality: ShareQuality): void
  /** Stops the track: its light goes out. Harmless when it has ended. */
  close(track: TrackHandle): void
  /** Calls back when the track ended by itself: unplugged, revoked, source closed. */
  onEnded(track: TrackHandle, listener: () => void): Dispose
  /** A stream to show this track in a video element. */
  streamOf(track: TrackHandle): StreamHandle
  devices(): Promise<DeviceList>
  onDevicesChanged(listener: () => void): Dispose
}
