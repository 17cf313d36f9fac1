import { computed, type Ref } from 'vue'
import { moveFrom } from './motion.ts'
import { cornerByKey, nearestCorner, selfViewRect } from './selfViewPlace.ts'
import type { Corner, Rect, Size } from './stageLayout.ts'

/** Lets an element be dragged over the stage and dropped; it then glides to the nearest corner. */
export function useDragToCorner(
  element: Readonly<Ref<HTMLElement | null>>,
  stage: Readonly<Ref<Size>>,
  size: Readonly<Ref<Size>>,
  corner: Ref<Corner>,
) {
  const rect = computed(() => selfViewRect(stage.value, size.value, corner.value))
  let drag: { pointer: number; x: number; y: number } | undefined

  /** Where the pointer has taken it, kept on the stage. */
  function draggedTo(event: PointerEvent, start: { x: number; y: number }): Rect {
    const limit = (value: number, most: number) => Math.min(Math.max(0, value), Math.max(0, most))
    return {
      ...rect.value,
      x: limit(rect.value.x + event.clientX - start.x, stage.value.width - rect.value.width),
      y: limit(rect.value.y + event.clientY - start.y, stage.value.height - rect.value.height),
    }
  }

  function glide(from: Rect, to: Corner): void {
    corner.value = to
    if (element.value) moveFrom(element.value, from, selfViewRect(stage.value, size.value, to))
  }

  const listeners = {
    pointerdown(event: PointerEvent): void {
      if (event.button !== 0) return
      element.value?.setPointerCapture(event.pointerId)
      drag = { pointer: event.pointerId, x: event.clientX, y: event.clientY }
    },
    pointermove(event: PointerEvent): void {
      if (drag?.pointer !== event.pointerId || !element.value) return
      const to = draggedTo(event, drag)
      element.value.style.transform = `translate(${to.x - rect.value.x}px, ${to.y - rect.value.y}px)`
    },
    pointerup(event: PointerEvent): void {
      if (drag?.pointer !== event.pointerId) return
      const from = draggedTo(event, drag)
      drag = undefined
      if (element.value) element.value.style.transform = ''
      glide(from, nearestCorner(stage.value, from))
    },
    pointercancel(): void {
      drag = undefined
      if (element.value) element.value.style.transform = ''
    },
    keydown(event: KeyboardEvent): void {
      const next = cornerByKey(corner.value, event.key)
      if (!next) return
      event.preventDefault()
      glide(rect.value, next)
    },
  }
  return { rect, listeners }
}
