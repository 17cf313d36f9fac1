import { safeStorage } from 'electron'
import type { Platform } from '../../shared/ipc.ts'
import { describeError, type Log } from '../log/log.ts'

/** Encrypts what must not stand readable in a file. Real: below; fake: testing/fake-secret-box.ts. */
export interface SecretBox {
  /** In base64; undefined where the system offers no safe place for a key. */
  seal(text: string): Promise<string | undefined>
  /** Undefined when it cannot be opened any more: another user, another machine, a key that was deleted. */
  open(sealed: string): Promise<string | undefined>
}

/** The system's keychain: Keychain on macOS, DPAPI on Windows, the desktop's own on Linux. */
export function createSystemSecretBox(platform: Platform, log: Log): SecretBox {
  return {
    async seal(text) {
      if (!(await isSafe(platform))) return undefined
      try {
        return (await safeStorage.encryptStringAsync(text)).toString('base64')
      } catch (error) {
        log.warn('secret not sealed', { error: describeError(error) })
        return undefined
      }
    },
    async open(sealed) {
      try {
        return (await safeStorage.decryptStringAsync(Buffer.from(sealed, 'base64'))).result
      } catch (error) {
        log.warn('secret not opened', { error: describeError(error) })
        return undefined
      }
    },
  }
}

async function isSafe(platform: Platform): Promise<boolean> {
  // Without a keyring of the desktop, Electron encrypts with a password that everybody knows.
  if (platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text') return false
  return await safeStorage.isAsyncEncryptionAvailable()
}
