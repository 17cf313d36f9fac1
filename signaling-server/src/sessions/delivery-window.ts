import { ackAfterMessages } from '../protocol/index.ts'

/** Reading pauses at this many signals submitted to the backplane and not yet confirmed by it. */
export const maxInFlight = 64

/**
 * The same in bytes: where rooms are elsewhere, so much can still come of a sender that is to be held (rooms/flow-control.ts).
 */
const maxBytesInFlight = 64 * 1024

/** One signal in this many is timed, because reading the clock is not free. */
const timeEvery = 8

export interface DeliveryConfirmation {
  /** Now, for much is not acknowledged to the client; soon, for this is the first that is not; or it is seen to. */
  readonly acknowledge: 'now' | 'soon' | undefined
  /** How long a signal took, if one that is timed is among them. Milliseconds. */
  readonly tookMs: number | undefined
  /** Reading was held up by this and can go on. */
  readonly hasRoom: boolean
}

/** Tracks one client's signals by `seq`, from arrival to acknowledgement. */
export class DeliveryWindow {
  #submitted = 0
  #received = 0
  /** Of the signals since all were confirmed the last time. */
  #bytes = 0
  #acknowledged = 0
  /** The signal whose way is being timed, if any, and since when. */
  #timed = 0
  #since = 0

  /** A seat was taken (0) or taken back. */
  start(received: number): void {
    this.#submitted = this.#received = this.#acknowledged = received
    this.#bytes = 0
    this.#timed = 0
  }

  /** What is under way takes at most so much. Bytes. */
  get heldBytes(): number {
    return this.#bytes
  }

  /** Whether so much is under way that reading should stop. Repetitions and gaps put nothing new under way. */
  submit(seq: number, bytes: number): boolean {
    if (seq === this.#submitted + 1) {
      this.#submitted = seq
      this.#bytes += bytes
      if (this.#timed === 0 && seq % timeEvery === 0) {
        this.#timed = seq
        this.#since = performance.now()
      }
    }
    return this.#isFull()
  }

  /** The backplane has taken everything up to `received`. Gives what follows from that. */
  confirm(received: number, again: boolean): DeliveryConfirmation {
    const wasFull = this.#isFull()
    const wasAcknowledged = this.#acknowledged === this.#received
    this.#received = received
    if (received === this.#submitted) this.#bytes = 0
    const isMuch = received - this.#acknowledged >= ackAfterMessages
    return {
      acknowledge: again || isMuch ? 'now' : wasAcknowledged ? 'soon' : undefined,
      tookMs: this.#timed !== 0 && received >= this.#timed ? this.#stopTiming() : undefined,
      hasRoom: wasFull && !this.#isFull(),
    }
  }

  #stopTiming(): number {
    this.#timed = 0
    return performance.now() - this.#since
  }

  /** What to acknowledge, if it is at least so many signals; it is then taken as acknowledged. */
  acknowledge(least: number): number | undefined {
    if (this.#received - this.#acknowledged < least) return undefined
    this.#acknowledged = this.#received
    return this.#received
  }

  #isFull(): boolean {
    return this.#submitted - this.#received >= maxInFlight || this.#bytes >= maxBytesInFlight
  }
}
