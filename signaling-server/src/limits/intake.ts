import type { Clock } from '../clock.ts'
import { Pace, type PaceLimits } from './pace.ts'

/** Where frames go when their turn has come. */
export interface IntakeTarget {
  handle(frame: Buffer): void
  /** Whether more should be read from the socket. Called when that changes. */
  setReading(reading: boolean, reason: 'pace'): void
}

/**
 * Lets a client's frames in at their pace. Too fast ones are not lost but wait: the socket is not read meanwhile, and
 * what had been read already (one chunk at most) is kept here.
 */
export class Intake {
  readonly #clock: Clock
  readonly #pace: Pace
  readonly #target: IntakeTarget
  #waiting: Buffer[] | undefined
  #cancel: (() => void) | undefined

  constructor(clock: Clock, limits: PaceLimits, target: IntakeTarget) {
    this.#clock = clock
    this.#pace = new Pace(limits, clock.now())
    this.#target = target
  }

  take(frame: Buffer): void {
    if (this.#waiting) this.#waiting.push(frame)
    else this.#let(frame)
  }

  /** The socket is closed; what waits is forgotten, as what was still under way. */
  dispose(): void {
    this.#cancel?.()
    this.#waiting = undefined
  }

  #let(frame: Buffer): void {
    this.#target.handle(frame)
    const restMs = this.#pace.spend(frame.length, this.#clock.now())
    if (restMs <= 0) return
    if (!this.#waiting) {
      this.#waiting = []
      this.#target.setReading(false, 'pace')
    }
    this.#cancel = this.#clock.after(restMs, () => this.#wake(this.#waiting ?? []))
  }

  #wake(waiting: Buffer[]): void {
    for (;;) {
      const next = waiting.shift()
      if (!next) break
      this.#cancel = undefined
      this.#let(next)
      if (this.#isResting()) return
    }
    this.#cancel = undefined
    this.#waiting = undefined
    this.#target.setReading(true, 'pace')
  }

  #isResting(): boolean {
    return this.#cancel !== undefined
  }
}
