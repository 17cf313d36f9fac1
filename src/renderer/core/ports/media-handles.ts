/**
 * Core handles media by name only. The real adapters pass MediaStreamTrack and MediaStream, which fit
 * these shapes; fakes pass plain objects. Only adapters and the UI look inside.
 */
export interface TrackHandle {
  readonly id: string
  readonly kind: string
}

export interface StreamHandle {
  readonly id: string
}
