import { onMounted, type Ref } from 'vue'

/** A new screen starts at its heading, so that keyboards and screen readers do not start from nowhere. */
export function useScreenFocus(target: Readonly<Ref<HTMLElement | null>>): void {
  onMounted(() => target.value?.focus({ preventScroll: true }))
}
