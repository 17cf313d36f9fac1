import type { Dispose } from './handles.ts'
import type { Clock } from './ports/clock.ts'

/** Named timers of a pure machine, as its runner keeps them. Setting one again begins it anew. */
export interface Timers<Name extends string> {
  set(name: Name, ms: number): void
  clear(name: Name): void
}

export function createTimers<Name extends string>(clock: Clock, due: (name: Name) => void): Timers<Name> {
  const running = new Map<Name, Dispose>()

  function clear(name: Name): void {
    running.get(name)?.()
    running.delete(name)
  }

  return {
    set: (name, ms) => {
      clear(name)
      running.set(
        name,
        clock.setTimer(ms, () => {
          running.delete(name)
          due(name)
        }),
      )
    },
    clear,
  }
}
