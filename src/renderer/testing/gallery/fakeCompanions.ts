import type { Companion } from '../../../shared/companion.ts'
import type { CompanionHandlers, Companions } from '../../core/ports/companions.ts'

export interface FakeCompanions extends Companions {
  /** Those that are open now, in this very document, by what they are. */
  readonly open: Companions['open']
  readonly shown: ReadonlyMap<Companion, HTMLElement>
  /** As main says it. */
  want(companion: Companion | null): void
  /** The person closes it. */
  closeByHand(companion: Companion): void
}

/** Small windows that are but parts of the same page. */
export function createFakeCompanions(): FakeCompanions {
  let wanted: Companion | null = null
  const listeners = new Set<(companion: Companion | null) => void>()
  const shown = new Map<Companion, HTMLElement>()
  const handlersOf = new Map<Companion, CompanionHandlers>()

  function remove(companion: Companion): void {
    shown.get(companion)?.remove()
    shown.delete(companion)
    handlersOf.delete(companion)
  }

  return {
    shown,
    onWanted(listener) {
      listeners.add(listener)
      if (wanted) listener(wanted)
      return () => listeners.delete(listener)
    },
    open(companion, handlers) {
      const surface = document.createElement('div')
      surface.className = 'fixed inset-0 z-50'
      document.body.append(surface)
      shown.set(companion, surface)
      handlersOf.set(companion, handlers)
      handlers.ready(surface)
      return () => {
        if (handlersOf.get(companion) === handlers) remove(companion)
      }
    },
    want(companion) {
      wanted = companion
      for (const listener of listeners) listener(companion)
    },
    closeByHand(companion) {
      const handlers = handlersOf.get(companion)
      remove(companion)
      handlers?.closed()
    },
  }
}
