import { onBeforeUnmount, onMounted, shallowRef, type Ref } from 'vue'
import type { Size } from './stageLayout.ts'

/** The element's content size in CSS pixels. Starts as the window's, so that the first frame is laid out right. */
export function useElementSize(element: Readonly<Ref<HTMLElement | null>>): Readonly<Ref<Size>> {
  const size = shallowRef<Size>({ width: window.innerWidth, height: window.innerHeight })
  const observer = new ResizeObserver(([entry]) => {
    if (!entry) return
    const { width, height } = entry.contentRect
    if (width !== size.value.width || height !== size.value.height) size.value = { width, height }
  })
  onMounted(() => element.value && observer.observe(element.value))
  onBeforeUnmount(() => observer.disconnect())
  return size
}
