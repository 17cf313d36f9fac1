import type { Preferences } from '../../../shared/preferences.ts'

/** The part of the preferences that the call itself reads and writes. */
export interface PreferencesPort {
  readonly value: Preferences
  update(change: Partial<Preferences>): void
}
