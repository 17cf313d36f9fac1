import { base64url, fromBase64url } from '../core/base64url.ts'
import type { RoomCrypto, RoomKeys } from '../core/ports/crypto.ts'

/** docs/protocol.md, "Room codes and keys"; its test vectors are this file's tests. */
const salt = 'visavis/v1'
/** Of PBKDF2. docs/security.md says what a guess costs with them. */
export const iterations = 600_000
const nonceBytes = 12
const utf8 = new TextEncoder()

/** @param randomBytes cryptographically secure; the nonces of one key must never repeat */
export function createRoomCrypto(
  subtle: SubtleCrypto,
  randomBytes: (length: number) => Uint8Array,
): RoomCrypto {
  return { deriveKeys }

  async function deriveKeys(code: string): Promise<RoomKeys> {
    const password = await subtle.importKey('raw', utf8.encode(code), 'PBKDF2', false, ['deriveBits'])
    const stretched = await subtle.deriveBits(
      { name: 'PBKDF2', hash: 'SHA-256', salt: utf8.encode(salt), iterations },
      password,
      256,
    )
    const root = await subtle.importKey('raw', stretched, 'HKDF', false, ['deriveBits', 'deriveKey'])
    const roomId = base64url(new Uint8Array(await subtle.deriveBits(hkdf('room'), root, 128)))
    const aes = { name: 'AES-GCM', length: 256 }
    const key = await subtle.deriveKey(hkdf('signal'), root, aes, false, ['encrypt', 'decrypt'])
    return keysOf(roomId, key)
  }

  function keysOf(roomId: string, key: CryptoKey): RoomKeys {
    const algorithm = (iv: Uint8Array, from: string, to: string): AesGcmParams => ({
      name: 'AES-GCM',
      iv: iv.slice(),
      additionalData: utf8.encode(`${roomId}|${from}|${to}`),
    })
    return {
      roomId,
      seal: async (from, to, envelope) => {
        const nonce = randomBytes(nonceBytes)
        const sealed = await subtle.encrypt(algorithm(nonce, from, to), key, utf8.encode(envelope))
        const data = new Uint8Array(nonceBytes + sealed.byteLength)
        data.set(nonce)
        data.set(new Uint8Array(sealed), nonceBytes)
        return base64url(data)
      },
      open: async (from, to, data) => {
        const bytes = fromBase64url(data)
        const nonce = bytes.subarray(0, nonceBytes)
        const opened = await subtle.decrypt(algorithm(nonce, from, to), key, bytes.slice(nonceBytes))
        return new TextDecoder('utf-8', { fatal: true }).decode(opened)
      },
    }
  }
}

/** RFC 5869 with an empty salt: the input is uniform already. */
function hkdf(info: string): HkdfParams {
  return { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: utf8.encode(info) }
}
