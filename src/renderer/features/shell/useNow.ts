import { onScopeDispose, shallowRef, watch, type Ref } from 'vue'

/** The present Unix time in ms, brought up to date every `everyMs` while `active`. */
export function useNow(active: Readonly<Ref<boolean>>, everyMs = 500): Readonly<Ref<number>> {
  const now = shallowRef(Date.now())
  let timer: ReturnType<typeof setInterval> | undefined
  const stop = () => clearInterval(timer)
  watch(
    active,
    (on) => {
      stop()
      if (!on) return
      now.value = Date.now()
      timer = setInterval(() => (now.value = Date.now()), everyMs)
    },
    { immediate: true },
  )
  onScopeDispose(stop)
  return now
}
