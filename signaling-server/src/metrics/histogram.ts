/** Counts values by size, as Prometheus's histograms do. */
export class Histogram {
  readonly bounds: readonly number[]
  /** How many values fell at or under each bound and above the one before; the last are above all. */
  readonly counts: number[]
  sum = 0

  /** `bounds` ascend. */
  constructor(bounds: readonly number[]) {
    this.bounds = bounds
    this.counts = Array<number>(bounds.length + 1).fill(0)
  }

  observe(value: number): void {
    let i = 0
    while (i < this.bounds.length && value > (this.bounds[i] ?? 0)) i++
    this.counts[i] = (this.counts[i] ?? 0) + 1
    this.sum += value
  }
}
