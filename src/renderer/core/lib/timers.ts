import type { Dispose } from './dispose.ts'
import type { Clock } from './clock.ts'

/** The running timers of one machine, by key. */
export interface Timers<Key> {
  /** Starts the timer, from the beginning where it runs already. */
  set(key: Key, ms: number): void
  clear(key: Key): void
  /** Clears all of them, for good. */
  dispose(): void
}

/** @param due called once for each timer that runs out, with the key it was set by */
export function createTimers<Key>(clock: Clock, due: (key: Key) => void): Timers<Key> {
  /** By the key as JSON, so that two equal objects name one timer. */
  const running = new Map<string, Dispose>()
  let disposed = false

  function clear(key: Key): void {
    const id = JSON.stringify(key)
    running.get(id)?.()
    running.delete(id)
  }

  return {
    set: (key, ms) => {
      clear(key)
      if (disposed) return
      const id = JSON.stringify(key)
      running.set(
        id,
        clock.setTimer(ms, () => {
          running.delete(id)
          due(key)
        }),
      )
    },
    clear,
    dispose: () => {
      disposed = true
      for (const stop of running.values()) stop()
      running.clear()
    },
  }
}
