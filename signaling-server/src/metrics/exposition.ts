import type { Histogram } from './histogram.ts'

type Labels = Readonly<Record<string, string>>

/** Writes metrics as Prometheus reads them: its text exposition format 0.0.4. */
export class Exposition {
  static readonly contentType = 'text/plain; version=0.0.4; charset=utf-8'
  readonly #lines: string[] = []

  gauge(name: string, help: string, value: number): this {
    return this.#metric(name, 'gauge', help, [[{}, value]])
  }

  /** One gauge with a value for each of some labels. */
  gauges(name: string, help: string, values: Iterable<readonly [Labels, number]>): this {
    return this.#metric(name, 'gauge', help, values)
  }

  counter(name: string, help: string, values: Iterable<readonly [Labels, number]>): this {
    return this.#metric(name, 'counter', help, values)
  }

  histogram(name: string, help: string, { bounds, counts, sum }: Histogram): this {
    this.#head(name, 'histogram', help)
    let below = 0
    counts.forEach((count, i) => {
      below += count
      this.#sample(`${name}_bucket`, { le: String(bounds[i] ?? '+Inf') }, below)
    })
    this.#sample(`${name}_sum`, {}, sum)
    this.#sample(`${name}_count`, {}, below)
    return this
  }

  toString(): string {
    return `${this.#lines.join('\n')}\n`
  }

  #metric(name: string, type: string, help: string, values: Iterable<readonly [Labels, number]>): this {
    this.#head(name, type, help)
    for (const [labels, value] of values) this.#sample(name, labels, value)
    return this
  }

  #head(name: string, type: string, help: string): void {
    this.#lines.push(`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`)
  }

  #sample(name: string, labels: Labels, value: number): void {
    const pairs = Object.entries(labels).map(([key, text]) => `${key}="${text.replace(/[\\"\n]/g, '_')}"`)
    this.#lines.push(`${name}${pairs.length > 0 ? `{${pairs.join(',')}}` : ''} ${value}`)
  }
}
