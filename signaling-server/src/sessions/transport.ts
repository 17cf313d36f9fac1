/** The wire as a connection sees it; the WebSocket adapter is one, tests have another. */
export interface Wire {
  /** `bytes`: how many the frame has as UTF-8. `sequenced`: it is one of the seat's stream. */
  send(frame: string, bytes: number, sequenced: boolean): void
  /** Sequenced frames that were not handed to the socket yet: the client cannot have read them. */
  readonly sequencedWaiting: number
  close(code: number): void
  /** The client has taken its seat. */
  seated(): void
  /** Stops, or goes on, reading what the client sends. It is read when no reason against it is left. */
  setReading(reading: boolean, reason: ReadingReason): void
  /** Takes nothing but acknowledgements from the client until `release`, or for `ms`. */
  hold(ms: number): void
  release(): void
}

/** Why a client may not be read: it talks too fast, much of it is under way, or rooms cannot be reached. */
export type ReadingReason = 'pace' | 'in flight' | 'backplane'
