import type { Clock } from '../clock.ts'
import { ackAfterMs } from '../protocol/index.ts'

/** Who waits for something to acknowledge. */
export interface Acknowledger {
  waited(): void
}

/** A quarter of the time is left for a busy event loop. */
const waitMs = ackAfterMs * 0.75

/** Who begins to wait within so many milliseconds goes out together; so what took little time takes little again. */
const batchMs = 2

interface Batch {
  /** Milliseconds since the epoch. */
  readonly due: number
  readonly waiting: Acknowledger[]
}

/** Acknowledgements that are not urgent, on one timer for all: each goes for as many signals as come meanwhile. */
export class Acknowledgements {
  readonly #clock: Clock
  /** Oldest first. */
  #batches: Batch[] = []
  #cancel: (() => void) | undefined

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Calls `waited` within `ackAfterMs`. */
  soon(who: Acknowledger): void {
    const due = this.#clock.now() + waitMs
    const last = this.#batches.at(-1)
    if (last && Math.abs(due - last.due) < batchMs) last.waiting.push(who)
    else this.#batches.push({ due, waiting: [who] })
    if (!this.#cancel) this.#wait(waitMs)
  }

  stop(): void {
    this.#cancel?.()
    this.#batches = []
  }

  #wait(ms: number): void {
    this.#cancel = this.#clock.after(ms, () => this.#turn())
  }

  #turn(): void {
    this.#cancel = undefined
    for (;;) {
      const [oldest] = this.#batches
      if (!oldest) return
      const left = oldest.due - this.#clock.now()
      // More than everybody's time is left only if the clock was set back; that must not keep anybody waiting.
      if (left > 0 && left <= waitMs) {
        this.#wait(left)
        return
      }
      this.#batches.shift()
      for (const who of oldest.waiting) who.waited()
    }
  }
}
