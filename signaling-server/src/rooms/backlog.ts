import type { PeerId } from '../protocol/index.ts'
import type { Frame } from './frame.ts'

/** The messages of a seat that are not acknowledged, oldest first. */
export class Backlog {
  #items: Frame[]
  #bytes = 0

  constructor(items: readonly Frame[] = []) {
    this.#items = items.slice()
    for (const { bytes } of items) this.#bytes += bytes
  }

  get length(): number {
    return this.#items.length
  }

  get bytes(): number {
    return this.#bytes
  }

  add(item: Frame): void {
    // Mostly there is one or none, and an array that begins with one item is the smallest there is.
    if (this.#items.length === 0) this.#items = [item]
    else this.#items.push(item)
    this.#bytes += item.bytes
  }

  /** Forgets the `count` oldest. */
  drop(count: number): void {
    for (const { bytes } of this.#items.splice(0, count)) this.#bytes -= bytes
  }

  /** How much of it one peer has said. Bytes are those of whole frames. */
  from(sender: PeerId): { messages: number; bytes: number } {
    const sum = { messages: 0, bytes: 0 }
    for (const item of this.#items) {
      if (item.from !== sender) continue
      sum.messages++
      sum.bytes += item.bytes
    }
    return sum
  }

  /** From the `start`-th oldest on. */
  items(start = 0): Frame[] {
    return this.#items.slice(start)
  }
}
