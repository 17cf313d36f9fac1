/** What everything is counted under that the list does not name. */
const otherLabel = 'other'

/**
 * Counts by label. The labels are a fixed list: whatever comes from outside (a close code that a client chose) can make
 * no time series of its own, of which Prometheus would keep every one. Each begins with 0, so that a first increase
 * shows in `rate()`.
 */
export class LabelledCounter<Label extends string | number> {
  readonly #counts: Map<Label | typeof otherLabel, number>

  constructor(labels: readonly Label[]) {
    this.#counts = new Map([...labels, otherLabel as typeof otherLabel].map((label) => [label, 0]))
  }

  count(label: Label, by = 1): void {
    const known = this.#counts.get(label)
    if (known === undefined) this.#counts.set(otherLabel, (this.#counts.get(otherLabel) ?? 0) + by)
    else this.#counts.set(label, known + by)
  }

  entries(): Iterable<readonly [string | number, number]> {
    return this.#counts
  }
}
