import { computed, type ComputedRef } from 'vue'
import { shortcutsOf, type CallAction, type Shortcuts } from '../../core/app/shortcuts.ts'
import type { Translate } from '../../i18n/useWords.ts'
import { usePreferences } from './useAppState.ts'

/** The keys of every action, as they are now. */
export function useShortcutKeys(): ComputedRef<Shortcuts> {
  const preferences = usePreferences()
  return computed(() => shortcutsOf(preferences.value.shortcuts))
}

/** The key of one action; undefined: it has none. */
export function useShortcutKey(action: () => CallAction): ComputedRef<string | undefined> {
  const keys = useShortcutKeys()
  return computed(() => keys.value[action()] || undefined)
}

/** Keys as they are printed on the keyboard. */
export function keysInWords(t: Translate, keys: string, platform: 'mac' | 'windows' | 'linux'): string {
  const names = new Map([
    ['Space', t('keys.space')],
    ['Ctrl', t('keys.ctrl')],
    ['Shift', t('keys.shift')],
    ['Alt', platform === 'mac' ? '⌥' : 'Alt'],
    ['Meta', platform === 'mac' ? '⌘' : platform === 'windows' ? 'Win' : 'Super'],
  ])
  return keys
    .split(/\+(?=.)/)
    .map((part) => names.get(part) ?? part)
    .join(' + ')
}
