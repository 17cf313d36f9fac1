import type { SecretBox } from '../server/secret-box.ts'

export interface FakeSecretBox extends SecretBox {
  /** What a system without a keyring says. */
  unavailable: boolean
}

export function createFakeSecretBox(): FakeSecretBox {
  const box: FakeSecretBox = {
    unavailable: false,
    seal: (text) =>
      Promise.resolve(box.unavailable ? undefined : Buffer.from(`sealed:${text}`).toString('base64')),
    open(sealed) {
      const text = Buffer.from(sealed, 'base64').toString()
      return Promise.resolve(text.startsWith('sealed:') ? text.slice('sealed:'.length) : undefined)
    },
  }
  return box
}
