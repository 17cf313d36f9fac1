import type { ScreenOffer } from '../../../shared/ipc.ts'
import type { ScreenPicker } from '../../core/ports/screen-picker.ts'

/**
 * The picker is a part of the page that is loaded after the rest. A request that comes before it waits here: one that
 * nobody hears would hang in the page for good.
 */
export function holdRequests(picker: ScreenPicker): ScreenPicker {
  let waiting: ScreenOffer | undefined
  let listener: ((offer: ScreenOffer) => void) | undefined
  picker.onRequest((offer) => {
    if (listener) listener(offer)
    // A request that has been answered meanwhile has nothing to show.
    else waiting = offer.status === 'closed' ? undefined : offer
  })
  return {
    canShareSound: picker.canShareSound,
    onRequest(next) {
      listener = next
      const held = waiting
      waiting = undefined
      if (held) next(held)
      return () => {
        if (listener === next) listener = undefined
      }
    },
    choose: (choice) => picker.choose(choice),
    refresh: () => picker.refresh(),
  }
}
