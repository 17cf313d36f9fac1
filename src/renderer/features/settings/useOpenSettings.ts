import { onScopeDispose } from 'vue'
import { useUiPorts } from '../shell/context.ts'
import { useSettingsPlace } from './settingsPlace.ts'

/** Opens the settings from outside the screens: Ctrl or Cmd with a comma, the app's menu, the tray. */
export function useOpenSettings(): void {
  const place = useSettingsPlace()
  const { platform } = useUiPorts()
  const open = () => {
    if (place.at.value === 'closed') place.go('list')
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== ',' || event.altKey || event.shiftKey || event.ctrlKey === event.metaKey) return
    event.preventDefault()
    open()
  }
  window.addEventListener('keydown', onKeyDown)
  onScopeDispose(() => window.removeEventListener('keydown', onKeyDown))
  const stop = platform.onOpenSettings?.(open)
  if (stop) onScopeDispose(stop)
}
