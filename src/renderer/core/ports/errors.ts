import type { RoomCodeProblem } from '../../../shared/room-code.ts'
import type { ErrorCode as ProtocolErrorCode } from '@visavis/signaling-server/protocol'

/** A device that getUserMedia opens. */
export type CaptureKind = 'microphone' | 'camera'

/**
 * Why getUserMedia did not give a track.
 * denied: the person or the system refused (NotAllowedError, SecurityError).
 * not-found: there is none (NotFoundError, OverconstrainedError on the device id).
 * in-use: another program holds it (NotReadableError, AbortError).
 * failed: anything else.
 */
export type CaptureProblem = 'denied' | 'not-found' | 'in-use' | 'failed'

/** Every error a person can meet. Only the UI turns one into words. */
export type ErrorCode =
  | ProtocolErrorCode
  | RoomCodeProblem
  | 'link-invalid' // a link, but not to a room
  | `${CaptureKind}-${CaptureProblem}`
  | 'screen-denied' // the system refused the capture
  | 'screen-failed'
  | 'screen-unsupported'
  | 'insecure-context' // no getUserMedia or WebCrypto here: not https, not localhost
  | 'webrtc-unsupported'
  | 'server-unreachable'
  | 'server-silent' // connected, but it does not answer
  | 'seat-taken' // this seat was taken over by another connection (close code 4409)
  | 'relay-missing' // relay only is wanted, and the server offers no relay
  | 'peer-unreachable' // no path between the two computers
  | 'peer-flooding' // sends more over the data channel than anybody may
  | 'peer-incompatible' // their signals cannot be read: another version, or tampered with

/** An error with what the UI needs to act on it. `cause` is for the log only. */
export interface CallError {
  readonly code: ErrorCode
  /** Milliseconds until trying again makes sense, where the server said so. */
  readonly retryAfterMs?: number
  readonly cause?: unknown
}
