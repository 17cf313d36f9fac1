import { computed, shallowRef, watch, type Ref } from 'vue'
import type { SignalingStatus } from '../../core/signaling/status.ts'
import type { CallError } from '../../core/ports/errors.ts'
import { useNow } from './useNow.ts'

export interface SignalingTrouble {
  readonly error: CallError
  /** Whole seconds until the next attempt; 0 while one is under way. */
  readonly seconds: number
}

/**
 * The server cannot be reached, as people should see it: the error stays while an attempt is under way, since a
 * banner that comes and goes with each attempt says nothing.
 * @param patienceMs how long it may be gone before anything is said.
 */
export function useSignalingTrouble(
  signaling: Readonly<Ref<SignalingStatus>>,
  patienceMs: number,
): Readonly<Ref<SignalingTrouble | undefined>> {
  const error = shallowRef<CallError>()
  const since = shallowRef(0)
  watch(
    signaling,
    (status) => {
      if (status.status === 'waiting') {
        if (!error.value) since.value = Date.now()
        error.value = status.error
      } else if (status.status !== 'connecting') {
        error.value = undefined
      }
    },
    { immediate: true },
  )
  const now = useNow(computed(() => error.value !== undefined))
  return computed(() => {
    if (!error.value || now.value - since.value < patienceMs) return undefined
    const { value } = signaling
    const seconds = value.status === 'waiting' ? Math.ceil((value.retryAt - now.value) / 1000) : 0
    return { error: error.value, seconds: Math.max(0, seconds) }
  })
}
