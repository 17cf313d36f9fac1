import type { SafeStorage } from 'electron'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Platform } from '../../shared/ipc.ts'
import { createFakeLog } from '../testing/fake-log.ts'
import { createFakeSecretBox } from '../testing/fake-secret-box.ts'
import { createSystemSecretBox, type SecretBox } from './secret-box.ts'

const { system } = vi.hoisted(() => ({
  /** `tag` is what Chromium puts before a text: v11 with the key of a keyring, v10 with its own. */
  system: { available: true, tag: 'v11', broken: false, garbles: false },
}))
vi.mock('electron', () => ({
  safeStorage: {
    isAsyncEncryptionAvailable: () => Promise.resolve(system.available),
    // The synchronous functions may have found a keyring that the asynchronous ones did not.
    getSelectedStorageBackend: () => 'gnome_libsecret',
    encryptStringAsync: (text) =>
      system.broken
        ? Promise.reject(new Error('locked'))
        : Promise.resolve(Buffer.from(`${system.tag}${text}`)),
    decryptStringAsync(sealed) {
      const text = sealed.toString()
      if (!/^v1[01]/.test(text)) return Promise.reject(new Error('another key'))
      return Promise.resolve({
        result: system.garbles ? '' : text.slice(3),
        shouldReEncrypt: false,
      })
    },
  } satisfies Partial<SafeStorage>,
}))
beforeEach(() => void Object.assign(system, { available: true, tag: 'v11', broken: false, garbles: false }))

const real = (platform: Platform = 'linux') => createSystemSecretBox(platform, createFakeLog())

describe.each<[string, () => SecretBox]>([
  ['of the system', real],
  ['fake', createFakeSecretBox],
])('a secret box, %s', (_name, create) => {
  it('opens what it sealed, which does not show what is in it', async () => {
    const box = create()
    const sealed = (await box.seal('open sesame')) ?? ''
    expect(sealed).not.toContain('sesame')
    expect(await box.open(sealed)).toBe('open sesame')
  })

  it('does not open what it has not sealed', async () => {
    expect(await create().open('bm90aGluZw==')).toBeUndefined()
  })
})

describe('the secret box of the system', () => {
  it.each([
    ['has no keyring, on Linux', 'linux', { tag: 'v10' }],
    ['says that it cannot encrypt', 'windows', { available: false }],
    ['fails', 'mac', { broken: true }],
    ['gives back another text than it was given', 'windows', { garbles: true }],
  ] as const)('seals nothing where that %s', async (_name, platform, change) => {
    Object.assign(system, change)
    expect(await real(platform).seal('open sesame')).toBeUndefined()
  })

  it('takes the mark of the fallback for what it is on Linux only: macOS uses the same for its keychain', async () => {
    system.tag = 'v10'
    expect(await real('mac').seal('open sesame')).toBeDefined()
  })
})
