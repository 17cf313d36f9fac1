import { computed, onScopeDispose, shallowRef } from 'vue'
import type { ScreenChoice } from '../../../shared/ipc.ts'
import type { ScreenPicker } from '../../core/ports/screen-picker.ts'
import type { ScreenOffer } from '../../../shared/ipc.ts'

type OpenOffer = Exclude<ScreenOffer, { status: 'closed' }>

/**
 * What there is to share while somebody is asked, and the one answer. `open` is true from the request on, `listing`
 * until the sources are there.
 * @param onAsked a new request has come
 */
export function useOfferedSources(picker: ScreenPicker, onAsked: () => void) {
  const offer = shallowRef<OpenOffer>()
  onScopeDispose(
    picker.onRequest((next) => {
      // The sources that follow a listing belong to the same request.
      const anew = offer.value?.status !== 'listing' || next.status === 'listing'
      offer.value = next.status === 'closed' ? undefined : next
      if (offer.value && anew) onAsked()
    }),
  )
  onScopeDispose(() => answer(null))

  /** When the window has the focus again: elsewhere, something may have been opened or closed. */
  let refreshing = false
  async function refresh(): Promise<void> {
    const shown = offer.value
    if (shown?.status !== 'listed' || refreshing) return
    refreshing = true
    try {
      const sources = await picker.refresh()
      // Chosen, cancelled or asked anew meanwhile, or the system lists nothing again.
      if (offer.value === shown && sources.length > 0) offer.value = { status: 'listed', sources }
    } catch {
      // The list that is shown stays; a source that is gone is refused when it is chosen.
    } finally {
      refreshing = false
    }
  }
  const onFocus = () => void refresh()
  window.addEventListener('focus', onFocus)
  onScopeDispose(() => window.removeEventListener('focus', onFocus))

  function answer(choice: ScreenChoice | null): void {
    if (!offer.value) return
    // Lets go of the pictures too.
    offer.value = undefined
    picker.choose(choice)
  }
  return {
    open: computed(() => offer.value !== undefined),
    listing: computed(() => offer.value?.status === 'listing'),
    sources: computed(() => (offer.value?.status === 'listed' ? offer.value.sources : [])),
    answer,
  }
}
