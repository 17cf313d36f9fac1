import { onScopeDispose, shallowRef, type Ref } from 'vue'
import type { Companion } from '../../../shared/companion.ts'
import { useUiPorts } from '../shell/context.ts'

/** The small window there is to be now; null for none, and always in a browser. */
export function useCompanion(): Readonly<Ref<Companion | null>> {
  const { companions } = useUiPorts()
  const wanted = shallowRef<Companion | null>(null)
  if (companions) onScopeDispose(companions.onWanted((companion) => (wanted.value = companion)))
  return wanted
}
