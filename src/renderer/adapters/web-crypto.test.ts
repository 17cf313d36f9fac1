import { createDecipheriv, hkdfSync, pbkdf2Sync } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { cryptoVectors } from '../testing/contracts/crypto-vectors.ts'
import { realCryptoHarness } from '../testing/contracts/page/real-crypto.ts'
import { roomCryptoCases } from '../testing/contracts/room-crypto.ts'

describe('room crypto on Node’s WebCrypto', () => {
  for (const { name, run } of roomCryptoCases) {
    it(name, async () => {
      await run(realCryptoHarness())
    })
  }
})

describe('the test vectors', () => {
  const { code, from, to, data, envelope } = cryptoVectors

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
    opener.setAAD(Buffer.from(`${cryptoVectors.roomId}|${from}|${to}`))
    opener.setAuthTag(bytes.subarray(-16))
    expect(opener.update(bytes.subarray(12, -16), undefined, 'utf8') + opener.final('utf8')).toBe(envelope)
  })
})
