import type { Clock } from './clock.ts'
import { ackAfterMs } from './protocol/index.ts'

/** Who waits for something to acknowledge. */
export interface Acknowledger {
  acknowledge(): void
}

/**
 * Turns that make up the time an acknowledgement may wait; a quarter of that time is left for a busy event loop. Many,
 * for what is due in one turn goes out in one burst, and whatever comes meanwhile waits behind it.
 */
const turns = 128
const turnMs = (ackAfterMs * 0.75) / turns

/**
 * Acknowledgements that are not urgent, on one timer for all. Each waits its full time, to go for as many signals as
 * come meanwhile; but those that began together with others do not all go in one burst with everybody's.
 */
export class Acknowledgements {
  readonly #clock: Clock
  readonly #waiting = Array.from({ length: turns }, () => new Set<Acknowledger>())
  #turn = 0
  /** When the present turn ends. A timer that is late must not make the following turns late as well. */
  #endsAt = 0
  #count = 0
  #cancel: (() => void) | undefined

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Calls `acknowledge` within `ackAfterMs`, once. */
  soon(who: Acknowledger): void {
    // The turn that is over now comes round last.
    const waiting = this.#waiting[this.#turn]
    if (!waiting || waiting.has(who)) return
    waiting.add(who)
    this.#count++
    if (this.#cancel) return
    this.#endsAt = this.#clock.now() + turnMs
    this.#wait()
  }

  stop(): void {
    this.#cancel?.()
    for (const waiting of this.#waiting) waiting.clear()
  }

  #wait(): void {
    const left = Math.ceil(this.#endsAt - this.#clock.now())
    this.#cancel = this.#clock.after(Math.max(0, left), () => this.#next())
  }

  #next(): void {
    this.#cancel = undefined
    const now = this.#clock.now()
    // A clock that is set back must not keep anybody waiting.
    this.#endsAt = Math.min(this.#endsAt, now)
    while (this.#count > 0 && this.#endsAt <= now) this.#end()
    if (this.#count > 0) this.#wait()
  }

  #end(): void {
    this.#endsAt += turnMs
    this.#turn = (this.#turn + 1) % turns
    const due = this.#waiting[this.#turn] ?? new Set()
    this.#count -= due.size
    for (const who of due) who.acknowledge()
    due.clear()
  }
}
