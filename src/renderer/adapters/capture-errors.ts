import type { CallError, CaptureKind, CaptureProblem } from '../core/ports/errors.ts'

/** The names getUserMedia rejects with (Media Capture and Streams, section 10.2). */
const problems: ReadonlyMap<string, CaptureProblem> = new Map([
  ['NotAllowedError', 'denied'],
  ['SecurityError', 'denied'],
  ['NotFoundError', 'not-found'],
  ['OverconstrainedError', 'not-found'],
  ['NotReadableError', 'in-use'],
  ['AbortError', 'in-use'],
])

export function captureError(kind: CaptureKind, cause: unknown): CallError {
  const name = cause instanceof Error ? cause.name : ''
  return { code: `${kind}-${problems.get(name) ?? 'failed'}`, cause }
}
