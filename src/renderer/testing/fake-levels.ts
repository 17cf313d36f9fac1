import type { Dispose } from '../core/lib/dispose.ts'
import type { StreamHandle, TrackHandle } from '../core/ports/media-handles.ts'
import type { LevelMeter } from '../core/ports/level-meter.ts'

interface Watcher {
  readonly source: string
  readonly listener: (level: number) => void
}

/** Levels as a test says they are; each `read` is one reading for everybody who watches. */
export class FakeLevels implements LevelMeter {
  /** By track or stream id; what is not in here has no sound to measure. */
  readonly loudness = new Map<string, number>()
  readonly #watchers = new Set<Watcher>()

  get watched(): readonly string[] {
    return [...this.#watchers].map(({ source }) => source)
  }

  watch(source: StreamHandle | TrackHandle, listener: (level: number) => void): Dispose {
    const watcher = { source: source.id, listener }
    this.#watchers.add(watcher)
    return () => {
      this.#watchers.delete(watcher)
    }
  }

  read(): void {
    for (const { source, listener } of [...this.#watchers]) {
      const level = this.loudness.get(source)
      if (level !== undefined) listener(level)
    }
  }
}
