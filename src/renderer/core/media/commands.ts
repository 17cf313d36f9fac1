import type { CaptureKind } from '../ports/errors.ts'
import type { ShareQuality } from '../ports/share-quality.ts'

/** What a person can do about this side's media. */
export type MediaCommand =
  | { readonly type: 'set-device'; readonly kind: CaptureKind; readonly on: boolean }
  /** Undefined is the system's default. */
  | {
      readonly type: 'choose-device'
      readonly kind: CaptureKind | 'speaker'
      readonly id: string | undefined
    }
  /** Outside a call: open camera and microphone to try them out, and close them again. In one they are open anyway. */
  | { readonly type: 'check-devices'; readonly on: boolean }
  /** `request` names a share that was asked for outside the window; it also switches a share that goes on. */
  | { readonly type: 'start-screen-share'; readonly request?: string }
  /** While choosing or sharing: for this share only, the preferences stay. */
  | { readonly type: 'set-share-quality'; readonly quality: ShareQuality }
  | { readonly type: 'stop-screen-share' }
