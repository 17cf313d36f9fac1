import { onScopeDispose } from 'vue'
import type { Dispose } from '../../core/lib/dispose.ts'
import { useWords } from '../../i18n/useWords.ts'
import { useCallApp, useUiPorts } from './context.ts'
import { nameInText } from './name-in-text.ts'

/**
 * Somebody joins while nobody looks: the system says so, and a click leads there. Whoever looks sees it in the window,
 * and so does everybody where the system may say nothing.
 */
export function useJoinNotifications(): void {
  const app = useCallApp()
  const { platform, notifications, preferences } = useUiPorts()
  const { t } = useWords()
  let close: Dispose | undefined

  function lead(): void {
    close = undefined
    window.focus()
    platform.showWindow?.()
  }
  function clear(): void {
    close?.()
    close = undefined
  }

  const stop = app.onNotice((notice) => {
    if (notice.type !== 'participant-joined' || document.hasFocus() || !preferences.value.notifyJoins) return
    close = notifications.show(t('notice.joined', { name: nameInText(t, notice.name) }), lead)
  })
  window.addEventListener('focus', clear)
  onScopeDispose(() => {
    stop()
    clear()
    window.removeEventListener('focus', clear)
  })
}
