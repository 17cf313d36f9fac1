import { maxUnacknowledgedBytes, maxUnacknowledgedMessages } from '../protocol/index.ts'

export interface RateLimits {
  readonly messagesPerSecond: number
  readonly bytesPerSecond: number
}

/**
 * What may come at once: two seconds' worth, but no more than a part of what is kept for a client that has not
 * acknowledged it yet, so that one burst never comes near to what closes a seat. Entering a room of eight sends seven
 * offers and their candidates, about 120 messages and 150 KB. (Where many thousand a second are allowed, as for a
 * measurement, less than 50 ms of that would make a timer necessary between two reads.)
 */
const burstSeconds = 2
const leastBurstSeconds = 0.05
const burstMessages = maxUnacknowledgedMessages / 2
const burstBytes = maxUnacknowledgedBytes / 4

/**
 * How fast one connection may talk: two token buckets that go into debt, in one object, for there is one of these for
 * each connection.
 */
export class RateLimiter {
  readonly #limits: RateLimits
  /** What may still come at once; below zero, what is owed. */
  #messages: number
  #bytes: number
  #filledAt: number

  constructor(limits: RateLimits, now: number) {
    this.#limits = limits
    this.#messages = burst(limits.messagesPerSecond, burstMessages)
    this.#bytes = burst(limits.bytesPerSecond, burstBytes)
    this.#filledAt = now
  }

  /** One message has come. Gives how long to read nothing more, in milliseconds; mostly 0. */
  spend(bytes: number, now: number): number {
    const { messagesPerSecond, bytesPerSecond } = this.#limits
    // A clock that is set back must not empty the buckets.
    const seconds = Math.max(0, now - this.#filledAt) / 1000
    this.#filledAt = now
    this.#messages = filled(this.#messages, messagesPerSecond, burstMessages, seconds) - 1
    this.#bytes = filled(this.#bytes, bytesPerSecond, burstBytes, seconds) - bytes
    return Math.max(0, -this.#messages / messagesPerSecond, -this.#bytes / bytesPerSecond) * 1000
  }
}

function filled(tokens: number, perSecond: number, most: number, seconds: number): number {
  return Math.min(burst(perSecond, most), tokens + perSecond * seconds)
}

function burst(perSecond: number, most: number): number {
  return Math.max(Math.min(perSecond * burstSeconds, most), perSecond * leastBurstSeconds)
}
