import type { ErrorCode } from '../protocol/index.ts'
import { Histogram } from './histogram.ts'

interface Amount {
  messages: number
  bytes: number
}

/** Messages of one direction, by type. */
export class Traffic {
  readonly #byType = new Map<string, Amount>()

  count(type: string, bytes: number): void {
    const amount = this.#byType.get(type)
    if (amount) {
      amount.messages++
      amount.bytes += bytes
    } else {
      this.#byType.set(type, { messages: 1, bytes })
    }
  }

  entries(): Iterable<[string, Readonly<Amount>]> {
    return this.#byType
  }
}

/** Plain counts of what happens, cheap enough for every message; `/metrics` reads them. */
export class Stats {
  readonly received = new Traffic()
  readonly sent = new Traffic()
  readonly errors = new Map<ErrorCode, number>()
  readonly closes = new Map<number, number>()
  /** From reading a signal to having passed it on or stored it. Seconds. */
  readonly relay = new Histogram([
    0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5,
  ])

  countError(code: ErrorCode): void {
    this.errors.set(code, (this.errors.get(code) ?? 0) + 1)
  }

  countClose(code: number): void {
    this.closes.set(code, (this.closes.get(code) ?? 0) + 1)
  }
}
