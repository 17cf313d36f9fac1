import type { RoomCode } from '../../../shared/room-code.ts'
import type { RoomCrypto, RoomKeys } from '../../core/ports/crypto.ts'
import { check, equal, rejects, type ContractCase } from './case.ts'
import { cryptoVectors } from './crypto-vectors.ts'

export interface RoomCryptoHarness {
  readonly crypto: RoomCrypto
  /** The same room crypto, but with this nonce and no other; absent where there are no nonces. */
  readonly withNonce?: (hex: string) => RoomCrypto
  /** The same data with one bit of the byte at this place, counted from the end, turned over. */
  readonly flip: (data: string, fromEnd: number) => string
}

const [ada, ben, cem] = ['A', 'B', 'C'].map((letter) => letter.repeat(22)) as [string, string, string]
const code = cryptoVectors.code as string as RoomCode
const otherCode = '000000000000' as RoomCode
const envelope = '{"greeting":"héllo – 你好 👋"}'

export const roomCryptoCases: readonly ContractCase<RoomCryptoHarness>[] = [
  {
    name: 'gives the same room to those who have the same code, and another to others',
    run: async ({ crypto }) => {
      const [one, two, other] = await Promise.all([
        crypto.deriveKeys(code),
        crypto.deriveKeys(code),
        crypto.deriveKeys(otherCode),
      ])
      equal(one.roomId, two.roomId, 'room of the same code')
      check(one.roomId !== other.roomId, 'two codes have one room')
      check(/^[\w-]{22}$/.test(one.roomId), `no room id: ${one.roomId}`)
    },
  },
  {
    name: 'opens what another with the same code has sealed',
    run: async ({ crypto }) => {
      const [one, two] = [await crypto.deriveKeys(code), await crypto.deriveKeys(code)]
      equal(await two.open(ada, ben, await one.seal(ada, ben, envelope)), envelope, 'opened')
      equal(await two.open(ada, ben, await one.seal(ada, ben, '')), '', 'opened nothing')
    },
  },
  {
    name: 'rejects another sender, another receiver, and the way back',
    run: async ({ crypto }) => {
      const keys = await crypto.deriveKeys(code)
      const data = await keys.seal(ada, ben, envelope)
      await rejects(keys.open(cem, ben, data), 'from somebody else')
      await rejects(keys.open(ada, cem, data), 'to somebody else')
      await rejects(keys.open(ben, ada, data), 'sent back')
    },
  },
  {
    name: 'rejects what was sealed with another code',
    run: async ({ crypto }) => {
      const [mine, other] = [await crypto.deriveKeys(code), await crypto.deriveKeys(otherCode)]
      await rejects(mine.open(ada, ben, await other.seal(ada, ben, envelope)), 'from another room')
    },
  },
  {
    name: 'rejects a single bit changed, wherever it is',
    run: async ({ crypto, flip }) => {
      const keys = await crypto.deriveKeys(code)
      const data = await keys.seal(ada, ben, envelope)
      for (const place of [0, 5, 15, 16, 30]) await rejects(keys.open(ada, ben, flip(data, place)), 'changed')
    },
  },
  {
    name: 'rejects what was never sealed',
    run: async ({ crypto }) => {
      const keys = await crypto.deriveKeys(code)
      for (const data of ['', 'A', 'AAAA', 'not sealed at all', 'A'.repeat(400), '\u0000']) {
        await rejects(keys.open(ada, ben, data), `opened ${JSON.stringify(data)}`)
      }
    },
  },
  {
    name: 'never seals the same words alike',
    run: async ({ crypto }) => {
      const keys = await crypto.deriveKeys(code)
      const sealed = await Promise.all(Array.from({ length: 300 }, () => keys.seal(ada, ben, envelope)))
      // The nonce is the first 12 bytes: 16 symbols.
      equal(new Set(sealed.map((data) => data.slice(0, 16))).size, 300, 'different beginnings')
    },
  },
  {
    name: 'agrees with the test vectors of the protocol',
    run: async (harness) => {
      // The fake has no vectors: nothing about it is secret.
      if (!harness.withNonce) return
      const { from, to, nonce, data, roomId } = cryptoVectors
      const keys: RoomKeys = await harness.withNonce(nonce).deriveKeys(code)
      equal(keys.roomId, roomId, 'room id')
      equal(await keys.seal(from, to, cryptoVectors.envelope), data, 'sealed')
      equal(await keys.open(from, to, data), cryptoVectors.envelope, 'opened')
    },
  },
]
