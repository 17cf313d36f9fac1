import { computed, type WritableComputedRef } from 'vue'
import type { Preferences } from '../../../shared/preferences.ts'
import { useUiPorts } from '../shell/context.ts'
import { usePreferences } from '../shell/useAppState.ts'

/** One preference to be read and written; what is written is in force at once. */
export function usePreference<Name extends keyof Preferences>(
  name: Name,
): WritableComputedRef<Preferences[Name]> {
  const { preferences } = useUiPorts()
  const stored = usePreferences()
  return computed({
    get: () => stored.value[name],
    set: (value) => preferences.update({ [name]: value }),
  })
}
