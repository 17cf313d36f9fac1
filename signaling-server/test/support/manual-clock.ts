import type { Clock } from '../../src/clock.ts'

/** Time that stands still until it is moved. */
export class ManualClock implements Clock {
  #now = 1_000_000
  #tasks: { readonly at: number; readonly task: () => void }[] = []

  now(): number {
    return this.#now
  }

  after(ms: number, task: () => void): () => void {
    const entry = { at: this.#now + ms, task }
    this.#tasks.push(entry)
    return () => {
      this.#tasks = this.#tasks.filter((other) => other !== entry)
    }
  }

  /** How many timers are set. */
  get pending(): number {
    return this.#tasks.length
  }

  /** Moves on, running what comes due in its order. */
  advance(ms: number): void {
    const end = this.#now + ms
    for (;;) {
      const due = this.#tasks.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0]
      if (!due) break
      this.#now = Math.max(this.#now, due.at)
      this.#tasks = this.#tasks.filter((other) => other !== due)
      due.task()
    }
    this.#now = end
  }
}
