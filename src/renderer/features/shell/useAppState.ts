import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'
import type { AppState } from '../../core/app/app.ts'
import type { Preferences } from '../../../shared/preferences.ts'
import { useCallApp, useUiPorts } from './context.ts'

/** The app's state as a reactive value. Shallow: it is replaced as a whole and holds real media streams. */
export function useAppState(): Readonly<ShallowRef<AppState>> {
  const app = useCallApp()
  const state = shallowRef(app.state)
  onScopeDispose(app.subscribe((next) => (state.value = next)))
  return state
}

export function usePreferences(): Readonly<ShallowRef<Preferences>> {
  const { preferences } = useUiPorts()
  const value = shallowRef(preferences.value)
  onScopeDispose(preferences.subscribe((next) => (value.value = next)))
  return value
}
