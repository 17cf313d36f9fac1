import type { Clock } from '../clock.ts'
import { RateLimiter, type RateLimits } from './rate-limiter.ts'

/** Approximate memory of a queued frame besides its payload. Bytes. */
const overhead = 160

/** Receives frames that are within the rate limit. */
export interface RateLimitedQueueTarget {
  handle(frame: Buffer): void
  /** Whether more should be read from the socket. Called when that changes. */
  setReading(reading: boolean, reason: 'rate'): void
}

/** How much is still read from a held client, because it may contain acknowledgements. Bytes. */
const maxHeldBytes = 64 * 1024

/** The usual beginning of an acknowledgement. One that is written differently is queued. */
const acknowledgement = '{"type":"ack"'

/**
 * Passes on a client's frames at no more than its rate limit. Excess frames are queued, not dropped: reading from the
 * socket pauses, and what was already read (at most one chunk) is kept here.
 *
 * A client can also be held. Then only its acknowledgements are passed on: they are not part of its ordered stream, and
 * two clients held for each other would otherwise deadlock.
 */
export class RateLimitedQueue {
  readonly #clock: Clock
  readonly #rateLimiter: RateLimiter
  readonly #target: RateLimitedQueueTarget
  #waiting: Buffer[] | undefined
  #waitingBytes = 0
  /** Pending while the client has been too fast. */
  #cancelPause: (() => void) | undefined
  /** Pending while the client is held. */
  #cancelHold: (() => void) | undefined

  constructor(clock: Clock, limits: RateLimits, target: RateLimitedQueueTarget) {
    this.#clock = clock
    this.#rateLimiter = new RateLimiter(limits, clock.now())
    this.#target = target
  }

  /** What waits. Bytes. */
  get heldBytes(): number {
    return this.#waitingBytes + (this.#waiting?.length ?? 0) * overhead
  }

  push(frame: Buffer): void {
    if (this.#waiting) this.#enqueue(this.#waiting, frame)
    else this.#handle(frame)
  }

  /** Lets nothing but acknowledgements in until `release`, or for `ms`. */
  hold(ms: number): void {
    this.#cancelHold?.()
    this.#cancelHold = this.#clock.after(ms, () => {
      this.#cancelHold = undefined
      if (this.#cancelPause === undefined) this.#drain()
    })
    this.#waiting ??= []
  }

  release(): void {
    if (this.#cancelHold === undefined) return
    this.#cancelHold()
    this.#cancelHold = undefined
    // Not at once: this may be called while what came of somebody else's message is passed on.
    if (this.#cancelPause === undefined) this.#pause(0)
  }

  /** The socket is closed; what waits is forgotten, as what was still under way. */
  dispose(): void {
    this.#cancelPause?.()
    this.#cancelHold?.()
    this.#cancelPause = this.#cancelHold = undefined
    this.#waiting = undefined
    this.#waitingBytes = 0
  }

  #enqueue(waiting: Buffer[], frame: Buffer): void {
    const isHeldOnly = this.#cancelPause === undefined
    if (isHeldOnly && frame.toString('latin1', 0, acknowledgement.length) === acknowledgement) {
      this.#handle(frame)
      return
    }
    waiting.push(frame)
    this.#waitingBytes += frame.length
    if (this.#waitingBytes >= maxHeldBytes) this.#target.setReading(false, 'rate')
  }

  #handle(frame: Buffer): void {
    this.#target.handle(frame)
    const pauseMs = this.#rateLimiter.spend(frame.length, this.#clock.now())
    if (pauseMs <= 0) return
    this.#waiting ??= []
    this.#target.setReading(false, 'rate')
    this.#pause(pauseMs)
  }

  #pause(ms: number): void {
    this.#cancelPause = this.#clock.after(ms, () => {
      this.#cancelPause = undefined
      this.#drain()
    })
  }

  #drain(): void {
    const waiting = this.#waiting
    if (!waiting) return
    while (this.#cancelPause === undefined && this.#cancelHold === undefined) {
      const next = waiting.shift()
      if (!next) {
        this.#waiting = undefined
        this.#target.setReading(true, 'rate')
        return
      }
      this.#waitingBytes -= next.length
      this.#handle(next)
    }
  }
}
