import type { ScreenPicker, ScreenSource } from '../../core/ui-ports.ts'

/**
 * The picker is a part of the page that is loaded after the rest. A request that comes before it waits here: one that
 * nobody hears would hang in the page for good.
 */
export function holdRequests(picker: ScreenPicker): ScreenPicker {
  let waiting: readonly ScreenSource[] | undefined
  let listener: ((sources: readonly ScreenSource[]) => void) | undefined
  picker.onRequest((sources) => {
    if (listener) listener(sources)
    else waiting = sources
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
