/** The transport port of a client session. Implemented by the WebSocket transport and by test fakes. */
export interface Transport {
  /** `bytes`: UTF-8 length of the frame. `sequenced`: the frame belongs to the seat's stream. */
  send(frame: string, bytes: number, sequenced: boolean): void
  /** Number of sequenced frames not yet written to the socket. The client cannot have read them. */
  readonly sequencedWaiting: number
  close(code: number): void
  /** The client has joined or resumed. */
  joined(): void
  /** Pauses or resumes reading from the client. Reading continues when no pause reason is left. */
  setReading(reading: boolean, reason: ReadPauseReason): void
  /** Processes only acknowledgements from the client until `release`, or for `ms` milliseconds. */
  hold(ms: number): void
  release(): void
}

/** Why reading is paused: rate limit exceeded, too many signals in flight, or backplane unavailable. */
export type ReadPauseReason = 'rate' | 'in flight' | 'backplane'
