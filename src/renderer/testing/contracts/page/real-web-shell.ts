import { createWebShell } from '../../../adapters/web-shell.ts'
import type { PreferencesStoreHarness } from '../preferences-store.ts'
import type { ShellHarness } from '../shell.ts'
import { quietLogger } from '../../quiet-logger.ts'
import { realSteps } from './real-time.ts'

/** A browser tab's shell, in the tab that runs the cases. */
export function realWebShellHarness(): ShellHarness {
  return {
    ...realSteps,
    open: (fragment = '') => {
      // Replaced, not set: the page is opened by this address and not led there later.
      history.replaceState(null, '', fragment === '' ? location.pathname : `#${fragment}`)
      return Promise.resolve(createWebShell('1.2.3', quietLogger))
    },
    follow: (fragment) => {
      location.hash = fragment
    },
    online: () => {
      window.dispatchEvent(new Event('online'))
    },
    clipboard: () => navigator.clipboard.readText(),
  }
}

export function realPreferencesHarness(): PreferencesStoreHarness {
  localStorage.clear()
  return { open: () => Promise.resolve(createWebShell('1.2.3', quietLogger).preferences) }
}
