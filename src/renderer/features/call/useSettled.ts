import { onScopeDispose, readonly, shallowRef, watch, type Ref } from 'vue'

/** True at once when `alone`, else after two frames: the first draws the others, the second shows them. */
export function useSettled(alone: Readonly<Ref<boolean>>): Readonly<Ref<boolean>> {
  const settled = shallowRef(alone.value)
  let frame = 0
  const stop = watch(
    alone,
    () => {
      settled.value = true
    },
    { flush: 'post' },
  )
  if (!settled.value) {
    frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => {
        settled.value = true
      })
    })
  }
  onScopeDispose(() => {
    stop()
    cancelAnimationFrame(frame)
  })
  return readonly(settled)
}
