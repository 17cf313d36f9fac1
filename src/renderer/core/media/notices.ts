import type { CallError, CaptureKind } from '../ports/errors.ts'

/** Things that happened to this side's media. */
export type MediaNotice =
  /** A device went away and this one (label) took its place. */
  | { readonly type: 'device-switched'; readonly kind: CaptureKind | 'speaker'; readonly label: string }
  /** The device that was chosen did not start (error); the one before (label) stays in use. */
  | {
      readonly type: 'device-kept'
      readonly kind: CaptureKind
      readonly label: string
      readonly error: CallError
    }
  /** A device went away and there is no other. */
  | { readonly type: 'device-lost'; readonly kind: CaptureKind | 'speaker' }
  /** The shared window or screen is gone; sharing has stopped. */
  | { readonly type: 'share-source-closed' }
  /** Talking into a muted microphone. */
  | { readonly type: 'talking-while-muted' }
  | { readonly type: 'error'; readonly error: CallError }
