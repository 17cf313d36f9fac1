import { onBeforeUnmount, onMounted } from 'vue'
import { actionFor, readKeys, shortcutsOf, type CallAction } from '../../core/app/shortcuts.ts'
import { usePreferences } from '../shell/useAppState.ts'

/** Where keys belong to what has the focus. */
const takesKeys = 'input, textarea, select, [contenteditable], [role="dialog"], [role="menu"]'
/** What Space and Enter press, for whoever came there by keyboard. */
const pressable = 'button, a[href], summary, [role="button"], [role="switch"]'

export interface ShortcutHandlers {
  /** Once for each press. */
  readonly pressed: Readonly<Partial<Record<CallAction, () => void>>>
  /** For as long as the key is held; released too when the window loses the focus, where the key's end goes unseen. */
  readonly held: Readonly<Partial<Record<CallAction, { begin(): void; end(): void }>>>
}

/**
 * The keys of the preferences, for the whole window.
 * @param page another window than the main one, that is drawn from here
 */
export function useShortcuts({ pressed, held }: ShortcutHandlers, page: Window = window): void {
  const preferences = usePreferences()
  /** The key that is held, and what its release ends. */
  let holding: { readonly code: string; end(): void } | undefined

  function onKeyDown(event: KeyboardEvent): void {
    if (event.code === holding?.code) {
      // Repetitions of the held key must not scroll or press anything either.
      event.preventDefault()
      return
    }
    if (event.defaultPrevented || event.repeat) return
    if (event.target instanceof Element && belongsToFocus(event, event.target)) return
    const read = readKeys(event)
    if (read.status !== 'keys') return
    const action = actionFor(shortcutsOf(preferences.value.shortcuts), read.keys)
    if (!action) return
    const hold = held[action]
    const run = pressed[action]
    if (!hold && !run) return
    event.preventDefault()
    run?.()
    if (hold && !holding) {
      holding = { code: event.code, end: () => hold.end() }
      hold.begin()
    }
  }

  function release(): void {
    holding?.end()
    holding = undefined
  }
  function onKeyUp(event: KeyboardEvent): void {
    if (event.code !== holding?.code) return
    event.preventDefault()
    release()
  }

  onMounted(() => {
    page.addEventListener('keydown', onKeyDown)
    page.addEventListener('keyup', onKeyUp)
    page.addEventListener('blur', release)
  })
  onBeforeUnmount(() => {
    page.removeEventListener('keydown', onKeyDown)
    page.removeEventListener('keyup', onKeyUp)
    page.removeEventListener('blur', release)
    release()
  })
}

function belongsToFocus(event: KeyboardEvent, target: Element): boolean {
  if (target.closest(takesKeys)) return true
  // A button that was clicked keeps the focus, but whoever holds Space after that means to talk.
  return event.key === ' ' && target.closest(pressable)?.matches(':focus-visible') === true
}
