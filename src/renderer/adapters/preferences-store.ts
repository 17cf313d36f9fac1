import { parsePreferences, type Preferences } from '../../shared/preferences.ts'
import type { PreferencesPort } from '../core/ports/preferences.ts'

/** @param save keeps the new value; what it throws or rejects with is its own to tell */
export function createPreferencesStore(
  initial: Preferences,
  save: (value: Preferences) => void,
): PreferencesPort {
  let value = initial
  const listeners = new Set<(value: Preferences) => void>()
  return {
    get value() {
      return value
    },
    update: (change) => {
      // Through the schema, so that what is remembered is what will be read again.
      value = parsePreferences({ ...value, ...change })
      save(value)
      for (const listener of listeners) listener(value)
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
