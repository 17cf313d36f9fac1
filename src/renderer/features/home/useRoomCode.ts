import { computed, ref, type Ref } from 'vue'
import { parseRoomCode, type RoomCode, type RoomCodeProblem } from '../../../shared/room-code.ts'
import { isOtherLink } from './roomCodeText.ts'

/**
 * The code as it is typed. A code that is still too short is no mistake until someone wants to join with it; every
 * other problem is told at once, before anything is sent.
 */
export function useRoomCode(text: Readonly<Ref<string>>) {
  const askedFor = ref<string>()
  const result = computed(() => parseRoomCode(text.value))

  const code = computed<RoomCode | undefined>(() => (result.value.ok ? result.value.code : undefined))
  const problem = computed<RoomCodeProblem | 'link-invalid' | undefined>(() => {
    if (result.value.ok) return undefined
    if (isOtherLink(text.value)) return 'link-invalid'
    const isWaiting = result.value.problem === 'code-too-short' && askedFor.value !== text.value
    return isWaiting ? undefined : result.value.problem
  })

  /** The code if it can be joined; otherwise the problem shows from now on, until the text changes. */
  function ask(): RoomCode | undefined {
    askedFor.value = text.value
    return code.value
  }

  return { code, problem, ask }
}
