import { safeStorage } from 'electron'
import type { Platform } from '../../shared/ipc.ts'
import { describeError, type Log } from '../diagnostics/log.ts'

/** Encrypts what must not stand readable in a file. Real: below; fake: testing/fake-secret-box.ts. */
export interface SecretBox {
  /** In base64; undefined where the system offers no safe place for a key. */
  seal(text: string): Promise<string | undefined>
  /** Undefined when it cannot be opened any more: another user, another machine, a key that was deleted. */
  open(sealed: string): Promise<string | undefined>
}

/**
 * What Chromium on Linux puts before a text that it encrypted with a key that stands in its source, for want of a keyring
 * (chromium/components/os_crypt/async/browser/posix_key_provider.cc).
 */
const fallbackTag = 'v10'

/** The system's keychain: Keychain on macOS, DPAPI on Windows, the desktop's own on Linux. */
export function createSystemSecretBox(platform: Platform, log: Log): SecretBox {
  return {
    async seal(text) {
      try {
        if (!(await safeStorage.isAsyncEncryptionAvailable())) return undefined
        const sealed = await safeStorage.encryptStringAsync(text)
        // Asked of the text itself: getSelectedStorageBackend() speaks of the synchronous functions, which choose their
        // key by other rules (electron/shell/browser/browser_process_impl.cc, CreateOSCryptAsync).
        if (platform === 'linux' && sealed.toString('latin1', 0, fallbackTag.length) === fallbackTag)
          return undefined
        // A keychain that answers wrongly must not cost the person the secret at the next start.
        if ((await safeStorage.decryptStringAsync(sealed)).result !== text)
          throw new Error('decrypting gave another text')
        return sealed.toString('base64')
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
