import { ackAfterMessages } from './protocol/index.ts'

/** Signals handed to the backplane and not yet confirmed by it, past which a client is not read. */
export const maxInFlight = 64

export interface Confirmation {
  /** So much is not acknowledged to the client that it should be now. */
  readonly acknowledgeNow: boolean
  /** How long the oldest of what was under way took, if that was all. Milliseconds. */
  readonly tookMs: number | undefined
  /** Reading was held up by this and can go on. */
  readonly hasRoom: boolean
}

/** Follows one client's signals from their arrival to their acknowledgement, by `seq`. */
export class Receipts {
  #submitted = 0
  #received = 0
  #acknowledged = 0
  /** When the first of the unconfirmed was handed over. */
  #since = 0

  /** A seat was taken (0) or taken back. */
  start(received: number): void {
    this.#submitted = this.#received = this.#acknowledged = received
  }

  /** Whether so much is under way that reading should stop. Repetitions and gaps put nothing new under way. */
  submit(seq: number): boolean {
    if (seq === this.#submitted + 1) {
      if (this.#submitted === this.#received) this.#since = performance.now()
      this.#submitted = seq
    }
    return this.#isFull()
  }

  /** The backplane has taken everything up to `received`. Gives what follows from that. */
  confirm(received: number, again: boolean): Confirmation {
    const wasFull = this.#isFull()
    this.#received = received
    const settled = received === this.#submitted && !again
    return {
      acknowledgeNow: again || received - this.#acknowledged >= ackAfterMessages,
      tookMs: settled ? performance.now() - this.#since : undefined,
      hasRoom: wasFull && !this.#isFull(),
    }
  }

  /** What to acknowledge, if there is something new; it is then taken as acknowledged. */
  acknowledge(repeat = false): number | undefined {
    if (this.#acknowledged === this.#received && !repeat) return undefined
    this.#acknowledged = this.#received
    return this.#received
  }

  #isFull(): boolean {
    return this.#submitted - this.#received >= maxInFlight
  }
}
