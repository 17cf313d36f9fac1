import type { Clock } from '../clock.ts'
import { Pace, type PaceLimits } from './rate-limiter.ts'

/** What a waiting frame takes besides its bytes. Bytes, roughly. */
const overhead = 160

/** Where frames go when their turn has come. */
export interface IntakeTarget {
  handle(frame: Buffer): void
  /** Whether more should be read from the socket. Called when that changes. */
  setReading(reading: boolean, reason: 'pace'): void
}

/** While a client is held, so much of what it says is read all the same, for the acknowledgements in it. Bytes. */
const maxHeldBytes = 64 * 1024

/** How clients write an acknowledgement. One that is written otherwise waits its turn. */
const acknowledgement = '{"type":"ack"'

/**
 * Lets a client's frames in at their pace. Too fast ones are not lost but wait: the socket is not read meanwhile, and
 * what had been read already (one chunk at most) is kept here.
 *
 * A client can also be held. Then only its acknowledgements are let in: they are no part of its ordered stream, and two
 * clients that are held for each other would otherwise wait in vain.
 */
export class Intake {
  readonly #clock: Clock
  readonly #pace: Pace
  readonly #target: IntakeTarget
  #waiting: Buffer[] | undefined
  #waitingBytes = 0
  /** Pending while the client has been too fast. */
  #cancelRest: (() => void) | undefined
  /** Pending while the client is held. */
  #cancelHold: (() => void) | undefined

  constructor(clock: Clock, limits: PaceLimits, target: IntakeTarget) {
    this.#clock = clock
    this.#pace = new Pace(limits, clock.now())
    this.#target = target
  }

  /** What waits. Bytes. */
  get heldBytes(): number {
    return this.#waitingBytes + (this.#waiting?.length ?? 0) * overhead
  }

  take(frame: Buffer): void {
    if (this.#waiting) this.#wait(this.#waiting, frame)
    else this.#let(frame)
  }

  /** Lets nothing but acknowledgements in until `release`, or for `ms`. */
  hold(ms: number): void {
    this.#cancelHold?.()
    this.#cancelHold = this.#clock.after(ms, () => {
      this.#cancelHold = undefined
      if (this.#cancelRest === undefined) this.#wake()
    })
    this.#waiting ??= []
  }

  release(): void {
    if (this.#cancelHold === undefined) return
    this.#cancelHold()
    this.#cancelHold = undefined
    // Not at once: this may be called while what came of somebody else's message is passed on.
    if (this.#cancelRest === undefined) this.#rest(0)
  }

  /** The socket is closed; what waits is forgotten, as what was still under way. */
  dispose(): void {
    this.#cancelRest?.()
    this.#cancelHold?.()
    this.#cancelRest = this.#cancelHold = undefined
    this.#waiting = undefined
    this.#waitingBytes = 0
  }

  #wait(waiting: Buffer[], frame: Buffer): void {
    const isHeldOnly = this.#cancelRest === undefined
    if (isHeldOnly && frame.toString('latin1', 0, acknowledgement.length) === acknowledgement) {
      this.#let(frame)
      return
    }
    waiting.push(frame)
    this.#waitingBytes += frame.length
    if (this.#waitingBytes >= maxHeldBytes) this.#target.setReading(false, 'pace')
  }

  #let(frame: Buffer): void {
    this.#target.handle(frame)
    const restMs = this.#pace.spend(frame.length, this.#clock.now())
    if (restMs <= 0) return
    this.#waiting ??= []
    this.#target.setReading(false, 'pace')
    this.#rest(restMs)
  }

  #rest(ms: number): void {
    this.#cancelRest = this.#clock.after(ms, () => {
      this.#cancelRest = undefined
      this.#wake()
    })
  }

  #wake(): void {
    const waiting = this.#waiting
    if (!waiting) return
    while (this.#cancelRest === undefined && this.#cancelHold === undefined) {
      const next = waiting.shift()
      if (!next) {
        this.#waiting = undefined
        this.#target.setReading(true, 'pace')
        return
      }
      this.#waitingBytes -= next.length
      this.#let(next)
    }
  }
}
