import type { Preferences } from '../../../shared/preferences.ts'
import type { Dispose } from '../lib/dispose.ts'

/** The person's preferences, kept by the desktop app or the browser. */
export interface PreferencesPort {
  readonly value: Preferences
  update(change: Partial<Preferences>): void
  subscribe(listener: (value: Preferences) => void): Dispose
}
