import type { GlobalShortcut } from 'electron'
import { onWayland } from './ozone.ts'
import { strict } from './strict.ts'

/** Keys that the app has all over the system, with what they do. */
export const globalKeys = new Map<string, () => void>()
/** Keys that another program has. */
export const takenKeys = new Set<string>()

/**
 * On Wayland as through the portal of the desktop: registering always succeeds, and unregistering takes nothing back
 * (electron/shell/browser/api/electron_api_global_shortcut.cc).
 */
export const globalShortcut = strict('globalShortcut', {
  register(keys, callback) {
    // As Electron refuses what is no name of keys.
    if (!/^(?:\w+\+)*(?:\w+|[^\w\s])$/.test(keys)) throw new TypeError(`Error processing argument: ${keys}`)
    if (!onWayland && (globalKeys.has(keys) || takenKeys.has(keys))) return false
    globalKeys.set(keys, callback)
    return true
  },
  unregister(keys) {
    if (!onWayland) globalKeys.delete(keys)
  },
  isRegistered: (keys) => globalKeys.has(keys),
} satisfies Partial<GlobalShortcut>)
