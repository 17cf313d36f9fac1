import { systemRandom } from '../../../adapters/system.ts'
import { createRoomCrypto } from '../../../adapters/web-crypto.ts'
import { base64url, fromBase64url } from '../../../core/lib/base64url.ts'
import type { RoomCryptoHarness } from '../room-crypto.ts'

/** WebCrypto, of a browser or of Node. */
export function realCryptoHarness(): RoomCryptoHarness {
  return {
    crypto: createRoomCrypto(crypto.subtle, (length) => systemRandom.bytes(length)),
    withNonce: (hex) => createRoomCrypto(crypto.subtle, () => fromHex(hex)),
    withSignature: (participant, publicKey, signature) => ({
      participant,
      publicKey: fromHex(publicKey),
      sign: () => Promise.resolve(fromHex(signature)),
    }),
    flip: (data, fromEnd) => {
      const bytes = fromBase64url(data)
      const at = bytes.length - 1 - fromEnd
      bytes[at] = (bytes[at] ?? 0) ^ 1
      return base64url(bytes)
    },
  }
}

function fromHex(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16))
}
