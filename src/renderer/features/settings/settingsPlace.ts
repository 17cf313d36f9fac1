import { inject, shallowRef, type InjectionKey, type ShallowRef } from 'vue'

/** In the order in which they are listed. */
export const sectionIds = [
  'server',
  'devices',
  'media',
  'sharing',
  'shortcuts',
  'notifications',
  'appearance',
  'windows',
  'privacy',
  'about',
] as const
export type SectionId = (typeof sectionIds)[number]

/** Where a person is in the settings. They lie over whatever screen there is, so this is no part of the call's state. */
export type SettingsAt = 'closed' | 'list' | SectionId

export interface SettingsPlace {
  readonly at: Readonly<ShallowRef<SettingsAt>>
  go(at: SettingsAt): void
}

export function createSettingsPlace(): SettingsPlace {
  const at = shallowRef<SettingsAt>('closed')
  return { at, go: (to) => (at.value = to) }
}

export const settingsPlaceKey: InjectionKey<SettingsPlace> = Symbol('settings place')

export function useSettingsPlace(): SettingsPlace {
  const place = inject(settingsPlaceKey)
  if (!place) throw new Error('settings place was not provided: mount the interface with mountApp')
  return place
}
