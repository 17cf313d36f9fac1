import { onBeforeUnmount, onMounted } from 'vue'

/** Where keys belong to what has the focus. */
const takesKeys = 'input, textarea, select, [contenteditable], [role="dialog"], [role="menu"]'

/** Single keys for the whole window, without modifiers (Shift only where the key needs it, as `?` may). */
export function useShortcuts(actions: Readonly<Record<string, () => void>>): void {
  function onKeyDown(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return
    if (event.target instanceof Element && event.target.closest(takesKeys)) return
    const action = actions[event.key.toLowerCase()]
    if (!action) return
    event.preventDefault()
    action()
  }
  onMounted(() => window.addEventListener('keydown', onKeyDown))
  onBeforeUnmount(() => window.removeEventListener('keydown', onKeyDown))
}
