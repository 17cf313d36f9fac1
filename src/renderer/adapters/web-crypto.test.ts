import {
  createCipheriv,
  createDecipheriv,
  createECDH,
  createHash,
  createPublicKey,
  hkdfSync,
  pbkdf2Sync,
  verify,
} from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { RoomCode } from '../../shared/room-code.ts'
import { cryptoVectors } from '../testing/contracts/crypto-vectors.ts'
import { realCryptoHarness } from '../testing/contracts/page/real-crypto.ts'
import { roomCryptoCases } from '../testing/contracts/room-crypto.ts'
import { createRoomCrypto } from './web-crypto.ts'

describe('room crypto on Node’s WebCrypto', () => {
  for (const { name, run } of roomCryptoCases) {
    it(name, async () => {
      await run(realCryptoHarness())
    })
  }

  it('lets nobody export the private key', async () => {
    const made: CryptoKeyPair[] = []
    const { subtle } = globalThis.crypto
    const watched = new Proxy(subtle, {
      get: (target, name: keyof SubtleCrypto) =>
        name === 'generateKey'
          ? async (...words: Parameters<SubtleCrypto['generateKey']>) => {
              const pair = (await target.generateKey(...words)) as CryptoKeyPair
              made.push(pair)
              return pair
            }
          : target[name].bind(target),
    })
    await createRoomCrypto(watched, (length) => new Uint8Array(length)).createIdentity()
    const [pair] = made
    if (!pair) throw new Error('no key was made')
    expect(pair.privateKey.extractable).toBe(false)
    await expect(subtle.exportKey('pkcs8', pair.privateKey)).rejects.toThrow()
  })
})

const place = Buffer.from(
  `visavis/2|${cryptoVectors.roomId}|${cryptoVectors.from}|${cryptoVectors.to}|${cryptoVectors.challenge}`,
)

describe('the test vectors', () => {
  const { code, data, envelope } = cryptoVectors

  it('stand in docs/protocol.md', () => {
    const document = readFileSync(new URL('../../../docs/protocol.md', import.meta.url), 'utf8')
    const { envelope: _shownWithSpaces, ...values } = cryptoVectors
    for (const value of Object.values(values)) expect(document).toContain(value)
    // The document shows the envelope as Prettier lays it out; what is sealed has no spaces.
    expect(document.replace(/\s/g, '')).toContain(envelope)
  })

  it('come out of another implementation as well', () => {
    const stretched = pbkdf2Sync(code, 'visavis/v1', 600_000, 32, 'sha256')
    const hkdf = (info: string, length: number): Buffer =>
      Buffer.from(hkdfSync('sha256', stretched, '', info, length))
    expect(stretched.toString('hex')).toBe(cryptoVectors.stretched)
    expect(hkdf('room', 16).toString('base64url')).toBe(cryptoVectors.roomId)
    expect(hkdf('signal', 32).toString('hex')).toBe(cryptoVectors.signalKey)

    const bytes = Buffer.from(data, 'base64url')
    const opener = createDecipheriv('aes-256-gcm', hkdf('signal', 32), bytes.subarray(0, 12))
    opener.setAAD(place)
    opener.setAuthTag(bytes.subarray(-16))
    const plain = Buffer.concat([opener.update(bytes.subarray(12, -16)), opener.final()])
    expect(plain[0]).toBe(2)
    const [publicKey, signature, body] = [plain.subarray(1, 66), plain.subarray(66, 130), plain.subarray(130)]
    expect(publicKey.toString('hex')).toBe(cryptoVectors.publicKey)
    expect(signature.toString('hex')).toBe(cryptoVectors.signature)
    expect(body.toString()).toBe(envelope)

    const owner = createECDH('prime256v1')
    owner.setPrivateKey(cryptoVectors.privateKey, 'hex')
    expect(owner.getPublicKey('hex')).toBe(cryptoVectors.publicKey)
    const digest = createHash('sha256').update(publicKey).digest()
    expect(digest.subarray(0, 16).toString('base64url')).toBe(cryptoVectors.participant)
    const x = publicKey.subarray(1, 33).toString('base64url')
    const y = publicKey.subarray(33).toString('base64url')
    const key = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' })
    expect(
      verify('sha256', Buffer.concat([place, body]), { key, dsaEncoding: 'ieee-p1363' }, signature),
    ).toBe(true)
  })
})

describe('an envelope that somebody with the room’s code has written by hand', () => {
  const context = { from: cryptoVectors.from, to: cryptoVectors.to, challenge: cryptoVectors.challenge }
  const { publicKey, signature, envelope } = cryptoVectors
  const seal = (...parts: Buffer[]): string => {
    const nonce = Buffer.alloc(12, 7)
    const cipher = createCipheriv('aes-256-gcm', Buffer.from(cryptoVectors.signalKey, 'hex'), nonce)
    cipher.setAAD(place)
    const sealed = [cipher.update(Buffer.concat(parts)), cipher.final(), cipher.getAuthTag()]
    return Buffer.concat([nonce, ...sealed]).toString('base64url')
  }
  const [version, key, signed, body] = [
    Buffer.from([2]),
    Buffer.from(publicKey, 'hex'),
    Buffer.from(signature, 'hex'),
    Buffer.from(envelope),
  ] as const

  it.each<[string, string]>([
    ['of version 1, which was not signed', seal(body)],
    ['of a later version', seal(Buffer.from([3]), key, signed, body)],
    ['that ends within the signature', seal(version, key, signed.subarray(0, 60))],
    ['with a key that is no point of the curve', seal(version, Buffer.alloc(65, 4), signed, body)],
    ['with an empty signature', seal(version, key, Buffer.alloc(64), body)],
    ['with other words', seal(version, key, signed, Buffer.from(envelope.replace('1', '2')))],
  ])('is refused when it is one %s', async (_what, data) => {
    const keys = await realCryptoHarness().crypto.deriveKeys(cryptoVectors.code as string as RoomCode)
    await expect(keys.open(context, data)).rejects.toThrow()
  })

  it('is opened when it is as the document says', async () => {
    const keys = await realCryptoHarness().crypto.deriveKeys(cryptoVectors.code as string as RoomCode)
    const opened = await keys.open(context, seal(version, key, signed, body))
    expect(opened).toEqual({ participant: cryptoVectors.participant, text: envelope })
  })
})
