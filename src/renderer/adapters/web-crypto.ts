import { base64url, fromBase64url } from '../core/lib/base64url.ts'
import type { EnvelopeContext, RoomCrypto, RoomKeys } from '../core/ports/crypto.ts'
import { createIdentity, createKnownKeys, publicKeyBytes, signatureBytes } from './participant-keys.ts'

/** docs/protocol.md, "Room codes and keys" and "The sealed envelope"; their test vectors are this file's tests. */
const salt = 'visavis/v1'
/** Of PBKDF2. docs/security.md says what a guess costs with them. */
export const iterations = 600_000
const nonceBytes = 12
const envelopeVersion = 2
const headBytes = 1 + publicKeyBytes + signatureBytes
const utf8 = new TextEncoder()

/** @param randomBytes cryptographically secure; the nonces of one key must never repeat */
export function createRoomCrypto(
  subtle: SubtleCrypto,
  randomBytes: (length: number) => Uint8Array,
): RoomCrypto {
  return { deriveKeys, createIdentity: () => createIdentity(subtle) }

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
    const known = createKnownKeys(subtle)
    const place = ({ from, to, challenge }: EnvelopeContext): Uint8Array<ArrayBuffer> =>
      utf8.encode(`visavis/2|${roomId}|${from}|${to}|${challenge}`)
    return {
      roomId,
      seal: async (context, sender, text) => {
        const additionalData = place(context)
        const body = utf8.encode(text)
        const signed = await sender.sign(joined(additionalData, body))
        const plain = joined(Uint8Array.of(envelopeVersion), sender.publicKey, signed, body)
        const iv = randomBytes(nonceBytes).slice()
        const sealed = await subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, key, plain)
        return base64url(joined(iv, new Uint8Array(sealed)))
      },
      open: async (context, data) => {
        const additionalData = place(context)
        const bytes = fromBase64url(data)
        const iv = bytes.slice(0, nonceBytes)
        const sealed = bytes.slice(nonceBytes)
        const plain = new Uint8Array(
          await subtle.decrypt({ name: 'AES-GCM', iv, additionalData }, key, sealed),
        )
        if (plain[0] !== envelopeVersion || plain.length < headBytes) throw new Error('another version')
        const publicKey = plain.subarray(1, 1 + publicKeyBytes)
        const body = plain.subarray(headBytes)
        const participant = await known.verify(
          publicKey,
          plain.subarray(1 + publicKeyBytes, headBytes),
          joined(additionalData, body),
        )
        return { participant, text: new TextDecoder('utf-8', { fatal: true }).decode(body) }
      },
    }
  }
}

/** RFC 5869 with an empty salt: the input is uniform already. */
function hkdf(info: string): HkdfParams {
  return { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: utf8.encode(info) }
}

function joined(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
