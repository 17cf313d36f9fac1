import type { RoomCode } from '../../../shared/room-code.ts'
import type { CallIdentity, RoomCrypto, RoomKeys } from '../../core/ports/crypto.ts'
import { check, equal, rejects, type ContractCase } from './case.ts'
import { cryptoVectors } from './crypto-vectors.ts'

export interface RoomCryptoHarness {
  readonly crypto: RoomCrypto
  /** The same room crypto, but with this nonce and no other; absent where there are no nonces. */
  readonly withNonce?: (hex: string) => RoomCrypto
  /** An identity with this public key, whose every signature is this one; absent where keys are not real. */
  readonly withSignature?: (participant: string, publicKey: string, signature: string) => CallIdentity
  /** The same data with one bit of the byte at this place, counted from the end, turned over. */
  readonly flip: (data: string, fromEnd: number) => string
}

const [ada, ben, cem, challenge, otherChallenge] = ['A', 'B', 'C', 'D', 'E'].map((letter) =>
  letter.repeat(22),
) as [string, string, string, string, string]
const code = cryptoVectors.code as string as RoomCode
const otherCode = '000000000000' as RoomCode
const context = { from: ada, to: ben, challenge }
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
    name: 'opens what another with the same code has sealed, and says who signed it',
    run: async ({ crypto }) => {
      const [one, two] = [await crypto.deriveKeys(code), await crypto.deriveKeys(code)]
      const sender = await crypto.createIdentity()
      for (const text of [envelope, '']) {
        const opened = await two.open(context, await one.seal(context, sender, text))
        equal(opened, { participant: sender.participant, text }, 'opened')
      }
    },
  },
  {
    name: 'gives every identity a participant of its own',
    run: async ({ crypto }) => {
      const identities = await Promise.all(Array.from({ length: 20 }, () => crypto.createIdentity()))
      const participants = identities.map(({ participant }) => participant)
      equal(new Set(participants).size, 20, 'different participants')
      for (const id of participants) check(/^[\w-]{22}$/.test(id), `no participant id: ${id}`)
    },
  },
  {
    name: 'rejects an envelope that carries the key of one and the signature of another',
    run: async ({ crypto }) => {
      const keys = await crypto.deriveKeys(code)
      const [victim, thief] = [await crypto.createIdentity(), await crypto.createIdentity()]
      const forged: CallIdentity = {
        participant: victim.participant,
        publicKey: victim.publicKey,
        sign: (bytes) => thief.sign(bytes),
      }
      await rejects(keys.open(context, await keys.seal(context, forged, envelope)), 'with another’s key')
    },
  },
  {
    name: 'rejects a signature that was made for another place',
    run: async ({ crypto }) => {
      const keys = await crypto.deriveKeys(code)
      const victim = await crypto.createIdentity()
      const signatures: Uint8Array[] = []
      const overheard: CallIdentity = {
        ...victim,
        sign: async (bytes) => {
          const signature = await victim.sign(bytes)
          signatures.push(signature)
          return signature
        },
      }
      await keys.seal(context, overheard, envelope)
      const replayed: CallIdentity = {
        ...victim,
        sign: () => Promise.resolve(signatures[0] ?? new Uint8Array()),
      }
      equal(
        (await keys.open(context, await keys.seal(context, replayed, envelope))).participant,
        victim.participant,
        'the same place',
      )
      for (const other of [
        { ...context, from: cem },
        { ...context, to: cem },
        { ...context, challenge: otherChallenge },
      ]) {
        await rejects(keys.open(other, await keys.seal(other, replayed, envelope)), 'for another place')
      }
      await rejects(keys.open(context, await keys.seal(context, replayed, 'other words')), 'other words')
    },
  },
  {
    name: 'rejects another sender, another receiver, the way back and another challenge',
    run: async ({ crypto }) => {
      const keys = await crypto.deriveKeys(code)
      const data = await keys.seal(context, await crypto.createIdentity(), envelope)
      await rejects(keys.open({ ...context, from: cem }, data), 'from somebody else')
      await rejects(keys.open({ ...context, to: cem }, data), 'to somebody else')
      await rejects(keys.open({ ...context, from: ben, to: ada }, data), 'sent back')
      await rejects(keys.open({ ...context, challenge: otherChallenge }, data), 'for an earlier seat')
    },
  },
  {
    name: 'rejects what was sealed with another code',
    run: async ({ crypto }) => {
      const [mine, other] = [await crypto.deriveKeys(code), await crypto.deriveKeys(otherCode)]
      const sender = await crypto.createIdentity()
      await rejects(mine.open(context, await other.seal(context, sender, envelope)), 'from another room')
    },
  },
  {
    name: 'rejects a single bit changed, wherever it is',
    run: async ({ crypto, flip }) => {
      const keys = await crypto.deriveKeys(code)
      const data = await keys.seal(context, await crypto.createIdentity(), envelope)
      for (const place of [0, 5, 15, 16, 30, 45, 60]) {
        await rejects(keys.open(context, flip(data, place)), 'changed')
      }
    },
  },
  {
    name: 'rejects what was never sealed',
    run: async ({ crypto }) => {
      const keys = await crypto.deriveKeys(code)
      for (const data of ['', 'A', 'AAAA', 'not sealed at all', 'A'.repeat(400), '\u0000']) {
        await rejects(keys.open(context, data), `opened ${JSON.stringify(data)}`)
      }
    },
  },
  {
    name: 'never seals the same words alike',
    run: async ({ crypto }) => {
      const keys = await crypto.deriveKeys(code)
      const sender = await crypto.createIdentity()
      const sealed = await Promise.all(
        Array.from({ length: 300 }, () => keys.seal(context, sender, envelope)),
      )
      // The nonce is the first 12 bytes: 16 symbols.
      equal(new Set(sealed.map((data) => data.slice(0, 16))).size, 300, 'different beginnings')
    },
  },
  {
    name: 'agrees with the test vectors of the protocol',
    run: async (harness) => {
      // The fake has no vectors: nothing about it is secret.
      if (!harness.withNonce || !harness.withSignature) return
      const { nonce, data, roomId, participant, publicKey, signature, envelope: text } = cryptoVectors
      const place = { from: cryptoVectors.from, to: cryptoVectors.to, challenge: cryptoVectors.challenge }
      const keys: RoomKeys = await harness.withNonce(nonce).deriveKeys(code)
      equal(keys.roomId, roomId, 'room id')
      equal(await keys.open(place, data), { participant, text }, 'opened')
      const sender = harness.withSignature(participant, publicKey, signature)
      equal(await keys.seal(place, sender, text), data, 'sealed')
    },
  },
]
