import type { SafeStorage } from 'electron'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Platform } from '../../shared/ipc.ts'
import { createFakeLog } from '../testing/fake-log.ts'
import { createFakeSecretBox } from '../testing/fake-secret-box.ts'
import { createSystemSecretBox, type SecretBox } from './secret-box.ts'

const { system } = vi.hoisted(() => ({
  system: { available: true, backend: 'gnome_libsecret', broken: false },
}))
vi.mock('electron', () => ({
  safeStorage: {
    isAsyncEncryptionAvailable: () => Promise.resolve(system.available),
    getSelectedStorageBackend: () => system.backend as ReturnType<SafeStorage['getSelectedStorageBackend']>,
    encryptStringAsync: (text) =>
      system.broken ? Promise.reject(new Error('locked')) : Promise.resolve(Buffer.from(`key:${text}`)),
    decryptStringAsync(sealed) {
      const text = sealed.toString()
      if (!text.startsWith('key:')) return Promise.reject(new Error('another key'))
      return Promise.resolve({ result: text.slice(4), shouldReEncrypt: false })
    },
  } satisfies Partial<SafeStorage>,
}))
beforeEach(() => void Object.assign(system, { available: true, backend: 'gnome_libsecret', broken: false }))

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
    ['has no keyring, on Linux', 'linux', { backend: 'basic_text' }],
    ['says that it cannot encrypt', 'windows', { available: false }],
    ['fails', 'mac', { broken: true }],
  ] as const)('seals nothing where that %s', async (_name, platform, change) => {
    Object.assign(system, change)
    expect(await real(platform).seal('open sesame')).toBeUndefined()
  })

  it('does not ask about keyrings where there is always one', async () => {
    system.backend = 'basic_text'
    expect(await real('mac').seal('open sesame')).toBeDefined()
  })
})
