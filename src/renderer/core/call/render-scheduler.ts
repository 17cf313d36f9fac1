import type { Dispose } from '../lib/dispose.ts'
import type { Clock } from '../lib/clock.ts'
import type { CallModel, Member } from './model.ts'

/**
 * What others wait for goes first. Drawing a call screen or a new tile takes as long as all of a negotiation between
 * two near computers, and takes the processor from it. So a change is drawn once what is being sealed is on its way
 * and first connections stand, and after 100 ms in any case, which is below what people notice: however much there is
 * to seal, somebody who is connected is shown.
 */
const longestHoldMs = 100

export interface Drawing {
  /** Something changed: draw it, now or in a moment. */
  changed(): void
  dispose(): void
}

export function createDrawing(
  clock: Clock,
  work: { model(): CallModel; sealed(): Promise<void> | undefined },
  draw: () => void,
): Drawing {
  let sealing = false
  let disposed = false
  let hold: { dispose: Dispose; over: boolean } | undefined

  function changed(): void {
    if (disposed) return
    const sealed = work.sealed()
    if (sealed !== undefined && !sealing) {
      sealing = true
      void sealed.finally(() => {
        sealing = false
        changed()
      })
    }
    if (sealed !== undefined || isNegotiating(work.model())) {
      hold ??= holdBack()
      if (!hold.over) return
    } else {
      release()
    }
    draw()
  }

  function holdBack(): { dispose: Dispose; over: boolean } {
    const begun = {
      over: false,
      dispose: clock.setTimer(longestHoldMs, () => {
        begun.over = true
        changed()
      }),
    }
    return begun
  }

  function release(): void {
    hold?.dispose()
    hold = undefined
  }

  return {
    changed,
    dispose: () => {
      disposed = true
      release()
    },
  }
}

/** The first attempt of somebody's first connection is under way. */
function isNegotiating({ phase }: CallModel): boolean {
  return phase.name === 'in-call' && phase.members.some(isBeingMet)
}

function isBeingMet({ link, away }: Member): boolean {
  return 'attempt' in link && link.attempt === 0 && link.brokenSince === undefined && !away
}
