import type { SafeStorage } from 'electron'
import { strict } from './strict.ts'

/**
 * A Linux desktop whose keyring the asynchronous functions cannot reach: they say that they can encrypt, and do so with
 * the key that stands in Chromium's source and the tag `v10`. The synchronous ones would have found the keyring: they
 * choose by other rules (electron/shell/browser/browser_process_impl.cc). So the app must keep no secret.
 */
const tag = Buffer.from('v10')
const turn = (bytes: Uint8Array) => Buffer.from(bytes.map((byte) => byte ^ 0x5a))

export const safeStorage = strict('safeStorage', {
  getSelectedStorageBackend: () => 'gnome_libsecret',
  isAsyncEncryptionAvailable: () => Promise.resolve(true),
  encryptStringAsync: (text) => Promise.resolve(Buffer.concat([tag, turn(Buffer.from(text))])),
  decryptStringAsync(sealed) {
    if (!sealed.subarray(0, tag.length).equals(tag))
      return Promise.reject(
        new Error('Error while decrypting the ciphertext provided to safeStorage.decryptStringAsync.'),
      )
    const result = turn(sealed.subarray(tag.length)).toString()
    return Promise.resolve({ result, shouldReEncrypt: false })
  },
} satisfies Partial<SafeStorage>)
