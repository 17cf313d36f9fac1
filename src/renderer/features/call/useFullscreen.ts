import { onBeforeUnmount, onMounted, shallowRef } from 'vue'

export function useFullscreen() {
  const isFullscreen = shallowRef(document.fullscreenElement !== null)
  const update = () => (isFullscreen.value = document.fullscreenElement !== null)
  onMounted(() => document.addEventListener('fullscreenchange', update))
  onBeforeUnmount(() => document.removeEventListener('fullscreenchange', update))

  async function toggle(): Promise<void> {
    try {
      if (document.fullscreenElement) await document.exitFullscreen()
      else await document.documentElement.requestFullscreen()
    } catch {
      // The browser does not allow it here (a frame, a policy): the window simply stays as it is.
    }
  }
  return { isFullscreen, toggle }
}
