import type { Frame } from './frame.ts'

/**
 * The messages of a seat that are not acknowledged, oldest first. Never changes: adding or dropping gives another.
 *
 * A backlog and those made from it by adding share one array, of which each looks at its own beginning only; so
 * adding, which happens with every signal, need not copy what is there.
 */
export class Backlog {
  static readonly empty = new Backlog([], 0, 0)
  readonly length: number
  readonly bytes: number
  readonly #shared: Frame[]

  private constructor(shared: Frame[], length: number, bytes: number) {
    this.#shared = shared
    this.length = length
    this.bytes = bytes
  }

  static of(items: readonly Frame[]): Backlog {
    return new Backlog(items.slice(), items.length, bytesOf(items))
  }

  with(item: Frame): Backlog {
    // The empty one is shared by everybody; an array that begins with one item is the smallest there is.
    if (this.length === 0) return new Backlog([item], 1, item.bytes)
    // Only the longest of those that share may write after its end.
    const isLongest = this.#shared.length === this.length
    const shared = isLongest ? this.#shared : this.#shared.slice(0, this.length)
    shared.push(item)
    return new Backlog(shared, this.length + 1, this.bytes + item.bytes)
  }

  /** Without the `count` oldest. */
  without(count: number): Backlog {
    if (count >= this.length) return Backlog.empty
    const rest = this.items(count)
    return new Backlog(rest, rest.length, this.bytes - bytesOf(this.#shared.slice(0, count)))
  }

  /** From the `start`-th oldest on. */
  items(start = 0): Frame[] {
    return this.#shared.slice(start, this.length)
  }
}

function bytesOf(items: readonly Frame[]): number {
  let bytes = 0
  for (const item of items) bytes += item.bytes
  return bytes
}
