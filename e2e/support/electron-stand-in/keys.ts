import type { GlobalShortcut, SafeStorage } from 'electron'
import { strict } from './strict.ts'

/** Keys that the app has all over the system, with what they do. */
const globalKeys = new Map<string, () => void>()

export const globalShortcut = strict('globalShortcut', {
  register(keys, callback) {
    if (globalKeys.has(keys)) return false
    globalKeys.set(keys, callback)
    return true
  },
  unregister: (keys) => void globalKeys.delete(keys),
  isRegistered: (keys) => globalKeys.has(keys),
} satisfies Partial<GlobalShortcut>)

/** As on a Linux desktop without a keyring, where the app must keep no secret. */
export const safeStorage = strict('safeStorage', {
  getSelectedStorageBackend: () => 'basic_text',
  isAsyncEncryptionAvailable: () => Promise.resolve(true),
} satisfies Partial<SafeStorage>)
