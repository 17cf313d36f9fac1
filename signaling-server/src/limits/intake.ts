import type { Clock } from '../clock.ts'
import type { Pace } from './pace.ts'

interface Frame {
  readonly text: string
  readonly bytes: number
}

export interface IntakeOptions {
  readonly clock: Clock
  readonly pace: Pace
  readonly handle: (text: string, bytes: number) => void
  /** Whether more should be read from the socket. Called when that changes. */
  readonly onReading: (reading: boolean) => void
}

/**
 * Lets a client's frames in at their pace. Too fast ones are not lost but wait: the socket is not read meanwhile, and
 * what had been read already (one chunk at most) is kept here.
 */
export class Intake {
  readonly #options: IntakeOptions
  #waiting: Frame[] | undefined
  #cancel: (() => void) | undefined

  constructor(options: IntakeOptions) {
    this.#options = options
  }

  take(text: string, bytes: number): void {
    if (this.#waiting) this.#waiting.push({ text, bytes })
    else this.#let(text, bytes)
  }

  /** The socket is closed; what waits is forgotten, as what was still under way. */
  dispose(): void {
    this.#cancel?.()
    this.#waiting = undefined
  }

  #let(text: string, bytes: number): void {
    const { clock, pace, handle, onReading } = this.#options
    handle(text, bytes)
    const restMs = pace.spend(bytes, clock.now())
    if (restMs <= 0) return
    if (!this.#waiting) {
      this.#waiting = []
      onReading(false)
    }
    this.#cancel = clock.after(restMs, () => this.#wake(this.#waiting ?? []))
  }

  #wake(waiting: Frame[]): void {
    for (;;) {
      const next = waiting.shift()
      if (!next) break
      this.#cancel = undefined
      this.#let(next.text, next.bytes)
      if (this.#isResting()) return
    }
    this.#cancel = undefined
    this.#waiting = undefined
    this.#options.onReading(true)
  }

  #isResting(): boolean {
    return this.#cancel !== undefined
  }
}
