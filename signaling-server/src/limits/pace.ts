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

/**
 * How fast one connection may talk: two token buckets that go into debt, in one object, for there is one of these for
 * each connection.
 */
export class Pace {
  readonly #limits: PaceLimits
  /** What may still come at once; below zero, what is owed. */
  #messages: number
  #bytes: number
  #filledAt: number

  constructor(limits: PaceLimits, now: number) {
    this.#limits = limits
    this.#messages = limits.messagesPerSecond * burstSeconds
    this.#bytes = limits.bytesPerSecond * burstSeconds
    this.#filledAt = now
  }

  /** One message has come. Gives how long to read nothing more, in milliseconds; mostly 0. */
  spend(bytes: number, now: number): number {
    const { messagesPerSecond, bytesPerSecond } = this.#limits
    // A clock that is set back must not empty the buckets.
    const seconds = Math.max(0, now - this.#filledAt) / 1000
    this.#filledAt = now
    this.#messages = filled(this.#messages, messagesPerSecond, seconds) - 1
    this.#bytes = filled(this.#bytes, bytesPerSecond, seconds) - bytes
    return Math.max(0, -this.#messages / messagesPerSecond, -this.#bytes / bytesPerSecond) * 1000
  }
}

function filled(tokens: number, perSecond: number, seconds: number): number {
  return Math.min(perSecond * burstSeconds, tokens + perSecond * seconds)
}
