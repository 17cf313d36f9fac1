import type { Dispose } from '../handles.ts'
import type { Clock } from '../ports/clock.ts'
import type { CallModel, Member } from './model.ts'

/**
 * What the other side waits for goes first: drawing a call screen or a new tile takes as long as making or taking
 * an answer, on the same thread, while finding the path and the keys is done on others. So a change is drawn once
 * what is being sealed is on its way and newcomers have their answer or we have theirs, and after 100 ms in any
 * case, which is below what people notice.
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
  let hold: { dispose: Dispose; over: boolean } | undefined

  function changed(): void {
    const sealed = work.sealed()
    if (sealed !== undefined) {
      if (sealing) return
      sealing = true
      void sealed.finally(() => {
        sealing = false
        changed()
      })
      return
    }
    if (isNegotiating(work.model())) {
      hold ??= holdBack()
      if (!hold.over) return
    } else {
      dispose()
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

  function dispose(): void {
    hold?.dispose()
    hold = undefined
  }

  return { changed, dispose }
}

/** A first offer or answer is on its way, here or there. */
function isNegotiating({ phase }: CallModel): boolean {
  return phase.name === 'in-call' && phase.members.some(isFirstNegotiation)
}

function isFirstNegotiation({ link, weInitiate, away, met, camera }: Member): boolean {
  switch (link.status) {
    case 'waiting':
      return !weInitiate && !away && !met && link.attempt === 0
    case 'connecting': {
      const described = link.session.role === 'initiator' ? camera !== undefined : link.session.sent > 0
      return link.attempt === 0 && link.brokenSince === undefined && !described
    }
    default:
      return false
  }
}
