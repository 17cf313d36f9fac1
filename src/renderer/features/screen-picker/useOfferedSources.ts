import { onScopeDispose, shallowRef } from 'vue'
import type { ScreenChoice, ScreenPicker, ScreenSource } from '../../core/ui-ports.ts'

/**
 * What there is to share while somebody is asked, and the one answer. Undefined while nobody is.
 * @param onAsked a new request has come; its sources are there next
 */
export function useOfferedSources(picker: ScreenPicker, onAsked: () => void) {
  const sources = shallowRef<readonly ScreenSource[]>()
  onScopeDispose(
    picker.onRequest((offered) => {
      onAsked()
      sources.value = offered
    }),
  )
  onScopeDispose(() => answer(null))

  /** When the window has the focus again: elsewhere, something may have been opened or closed. */
  let refreshing = false
  async function refresh(): Promise<void> {
    const shown = sources.value
    if (!shown || refreshing) return
    refreshing = true
    try {
      const current = await picker.refresh()
      // Chosen, cancelled or asked anew meanwhile, or the system lists nothing again.
      if (sources.value === shown && current.length > 0) sources.value = current
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
    if (!sources.value) return
    // Lets go of the pictures too.
    sources.value = undefined
    picker.choose(choice)
  }
  return { sources, answer }
}
