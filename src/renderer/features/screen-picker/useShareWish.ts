import { shallowRef } from 'vue'
import { preferredQuality } from '../../core/ports/share-quality.ts'
import { useCallApp, useUiPorts } from '../shell/context.ts'
import { usePreferences } from '../shell/useAppState.ts'

/** How to share, as far as the person says so for this share; it begins with what they prefer. */
export function useShareWish() {
  const app = useCallApp()
  const { preferences } = useUiPorts()
  const stored = usePreferences()
  const quality = shallowRef(preferredQuality(stored.value))
  const sound = shallowRef(stored.value.shareSound)
  /** Somebody is asked anew. */
  function reset(): void {
    quality.value = preferredQuality(stored.value)
    sound.value = stored.value.shareSound
  }

  /** It is shared so. The quality is for this share alone; the sound is as last time, next time. */
  function remember(soundWasOffered: boolean): void {
    app.dispatch({ type: 'set-share-quality', quality: quality.value })
    if (soundWasOffered && sound.value !== stored.value.shareSound)
      preferences.update({ shareSound: sound.value })
  }
  return { quality, sound, reset, remember }
}
