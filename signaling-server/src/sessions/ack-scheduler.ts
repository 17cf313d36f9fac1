import type { Clock } from '../clock.ts'
import { ackAfterMs } from '../protocol/index.ts'

/** Notified when a scheduled acknowledgement is due. */
export interface AckTarget {
  ackDue(): void
}

/** Leaves a quarter of `ackAfterMs` as a margin for a busy event loop. Milliseconds. */
const waitMs = ackAfterMs * 0.75

/** Acknowledgements scheduled within this interval are sent together. Milliseconds. */
const batchMs = 2

interface Batch {
  /** Milliseconds since the epoch. */
  readonly due: number
  readonly waiting: AckTarget[]
}

/** Schedules delayed acknowledgements for all sessions on one timer. Each acknowledges all signals received until then. */
export class AckScheduler {
  readonly #clock: Clock
  /** Oldest first. */
  #batches: Batch[] = []
  #cancel: (() => void) | undefined

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Calls `ackDue` within `ackAfterMs`. */
  schedule(target: AckTarget): void {
    const due = this.#clock.now() + waitMs
    const last = this.#batches.at(-1)
    if (last && Math.abs(due - last.due) < batchMs) last.waiting.push(target)
    else this.#batches.push({ due, waiting: [target] })
    if (!this.#cancel) this.#wait(waitMs)
  }

  stop(): void {
    this.#cancel?.()
    this.#batches = []
  }

  #wait(ms: number): void {
    this.#cancel = this.#clock.after(ms, () => this.#sendDue())
  }

  #sendDue(): void {
    this.#cancel = undefined
    for (;;) {
      const [oldest] = this.#batches
      if (!oldest) return
      const left = oldest.due - this.#clock.now()
      // More than `waitMs` left means that the clock was set back: send now instead of waiting longer.
      if (left > 0 && left <= waitMs) {
        this.#wait(left)
        return
      }
      this.#batches.shift()
      for (const target of oldest.waiting) target.ackDue()
    }
  }
}
