import type { Clock } from './clock.ts'

/** Who is to be asked again and again whether anybody is still there. */
export interface Beating {
  beat(): void
}

/** No timer is asked to be finer than this; where more are due, several beat in one turn. */
const minTurnMs = 10

/**
 * Lets every visit beat once each heartbeat, one after the other rather than all at once: what comes meanwhile waits
 * behind them. One timer for all, and none while nobody is there.
 */
export class Heartbeat {
  readonly #clock: Clock
  readonly #heartbeatMs: number
  readonly #visits = new Set<Beating>()
  /** Where in the round we are. Who comes joins its end. */
  #round = this.#visits.values()
  /** Beats that are due, in parts of one, as of `#at` (milliseconds since the epoch). */
  #due = 0
  #at = 0
  #cancel: (() => void) | undefined

  constructor(clock: Clock, heartbeatMs: number) {
    this.#clock = clock
    this.#heartbeatMs = heartbeatMs
  }

  /** Until told to forget it. Its first beat comes within one heartbeat. */
  watch(visit: Beating): void {
    this.#accrue()
    this.#visits.add(visit)
    this.stop()
    this.#wait()
  }

  forget(visit: Beating): void {
    this.#visits.delete(visit)
    if (this.#visits.size === 0) this.stop()
  }

  stop(): void {
    this.#cancel?.()
    this.#cancel = undefined
  }

  #wait(): void {
    const ms = Math.max(minTurnMs, ((1 - this.#due) * this.#heartbeatMs) / this.#visits.size)
    this.#cancel = this.#clock.after(ms, () => {
      this.#accrue()
      for (; this.#due >= 1; this.#due--) this.#next()?.beat()
      // A beat may have been somebody's last.
      if (this.#visits.size > 0) this.#wait()
    })
  }

  #accrue(): void {
    const now = this.#clock.now()
    // A machine that slept, or whose clock was set, need not make up for it: one round is all there ever is to do.
    const passed = Math.min(Math.max(0, now - this.#at), this.#heartbeatMs)
    this.#due += (passed * this.#visits.size) / this.#heartbeatMs
    this.#at = now
  }

  #next(): Beating | undefined {
    const next = this.#round.next()
    if (!next.done) return next.value
    this.#round = this.#visits.values()
    return this.#round.next().value
  }
}
