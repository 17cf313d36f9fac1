import type { Preferences } from '../../../shared/preferences.ts'
import type { Dispose } from './media-handles.ts'

/** The part of the preferences that the call itself reads and writes. */
export interface PreferencesPort {
  readonly value: Preferences
  update(change: Partial<Preferences>): void
  subscribe(listener: (value: Preferences) => void): Dispose
}
