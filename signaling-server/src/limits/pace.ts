import { TokenBucket } from './token-bucket.ts'

export interface PaceLimits {
  readonly messagesPerSecond: number
  readonly bytesPerSecond: number
}

/**
 * How many seconds' worth may come at once: entering a room of eight sends seven offers and their candidates. Twice
 * the usual hundred a second stays below the 256 that a peer may leave unacknowledged, so that no burst can overflow
 * somebody else's seat before that one had a chance to acknowledge anything.
 */
const burstSeconds = 2

/** How fast one connection may talk. */
export class Pace {
  readonly #messages: TokenBucket
  readonly #bytes: TokenBucket

  constructor({ messagesPerSecond, bytesPerSecond }: PaceLimits, now: number) {
    this.#messages = new TokenBucket(messagesPerSecond, messagesPerSecond * burstSeconds, now)
    this.#bytes = new TokenBucket(bytesPerSecond, bytesPerSecond * burstSeconds, now)
  }

  /** One message has come. Gives how long to read nothing more, in milliseconds; mostly 0. */
  spend(bytes: number, now: number): number {
    return Math.max(this.#messages.take(1, now), this.#bytes.take(bytes, now))
  }
}
