import { onScopeDispose } from 'vue'
import { useCallApp, useUiPorts } from './context.ts'
import { watchUnread, type Looks } from './unread.ts'

const looks: Looks = {
  hasFocus: () => document.hasFocus(),
  onFocus: (listener) => {
    window.addEventListener('focus', listener)
    return () => window.removeEventListener('focus', listener)
  },
}

/** Keeps the app's badge up with what was not seen. A browser tab has none. */
export function useUnread(): void {
  const { reportUnread } = useUiPorts().platform
  if (reportUnread) onScopeDispose(watchUnread(useCallApp(), looks, reportUnread))
}
