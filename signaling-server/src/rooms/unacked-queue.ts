import type { PeerId } from '../protocol/index.ts'
import type { Frame } from './frame.ts'

/** Whose memory the kept messages are; told of each change. */
export interface ByteMeter {
  /** `bytes` more are held; or less, if negative. */
  add(bytes: number): void
  /** Nothing more will come. */
  close(): void
}

/** What a kept message takes besides its text. Bytes, roughly. */
const overhead = 256

/** The messages of a seat that are not acknowledged, oldest first. */
export class UnackedQueue {
  #items: Frame[]
  #bytes = 0
  #meter: ByteMeter | undefined

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

  /** What the messages take in memory, roughly. */
  get heldBytes(): number {
    return this.#bytes + this.#items.length * overhead
  }

  get meter(): ByteMeter | undefined {
    return this.#meter
  }

  /** Counts to `meter` from now on, and to whatever it counted to before no more. */
  measureBy(meter: ByteMeter | undefined): void {
    const held = this.heldBytes
    this.#meter?.add(-held)
    this.#meter?.close()
    this.#meter = meter
    meter?.add(held)
  }

  add(item: Frame): void {
    // Mostly there is one or none, and an array that begins with one item is the smallest there is.
    if (this.#items.length === 0) this.#items = [item]
    else this.#items.push(item)
    this.#bytes += item.bytes
    this.#meter?.add(item.bytes + overhead)
  }

  /** Forgets the `count` oldest. */
  dropOldest(count: number): void {
    const before = this.heldBytes
    for (const { bytes } of this.#items.splice(0, count)) this.#bytes -= bytes
    this.#meter?.add(this.heldBytes - before)
  }

  /** How much of it one peer has said. Bytes are those of whole frames. */
  totalFrom(sender: PeerId): { messages: number; bytes: number } {
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
