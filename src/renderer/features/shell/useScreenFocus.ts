import { onBeforeUnmount, onMounted, type Ref } from 'vue'

/**
 * A new screen starts at its heading, so that keyboards and screen readers do not start from nowhere. In a task of
 * its own: focus makes the browser lay out the page at once, which must not hold up a call that is being set up.
 */
export function useScreenFocus(target: Readonly<Ref<HTMLElement | null>>): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  onMounted(() => {
    timer = setTimeout(() => target.value?.focus({ preventScroll: true }))
  })
  onBeforeUnmount(() => clearTimeout(timer))
}
