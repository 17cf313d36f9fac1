import { base64url } from '../core/lib/base64url.ts'
import type { CallIdentity, ParticipantId } from '../core/ports/crypto.ts'

/** docs/protocol.md, "Participants". ECDSA P-256 is what every browser's WebCrypto has (docs/adr/0015). */
const curve = { name: 'ECDSA', namedCurve: 'P-256' }
const signature = { name: 'ECDSA', hash: 'SHA-256' }
export const publicKeyBytes = 65
export const signatureBytes = 64
const participantBytes = 16
/** Keys that were imported already. A room has 8 participants unless its server says otherwise; 64 is its most. */
const maxKnown = 64

/** The private key cannot be exported; it ends with the page at the latest. */
export async function createIdentity(subtle: SubtleCrypto): Promise<CallIdentity> {
  const pair = await subtle.generateKey(curve, false, ['sign', 'verify'])
  const publicKey = new Uint8Array(await subtle.exportKey('raw', pair.publicKey))
  return {
    participant: await participantOf(subtle, publicKey),
    publicKey,
    sign: async (bytes) => new Uint8Array(await subtle.sign(signature, pair.privateKey, bytes.slice())),
  }
}

/** The public keys of those who have spoken, imported once each. */
export interface KnownKeys {
  /** @returns whose key it is. Rejects when the signature was not made with it */
  verify(publicKey: Uint8Array, signed: Uint8Array, bytes: Uint8Array): Promise<ParticipantId>
}

interface Known {
  readonly participant: ParticipantId
  readonly key: CryptoKey
}

export function createKnownKeys(subtle: SubtleCrypto): KnownKeys {
  const known = new Map<string, Promise<Known>>()

  async function load(publicKey: Uint8Array): Promise<Known> {
    const [key, participant] = await Promise.all([
      subtle.importKey('raw', publicKey.slice(), curve, false, ['verify']),
      participantOf(subtle, publicKey),
    ])
    return { key, participant }
  }

  function find(publicKey: Uint8Array): Promise<Known> {
    const name = base64url(publicKey)
    const before = known.get(name)
    if (before) return before
    const loading = load(publicKey)
    known.set(name, loading)
    const [oldest] = known.keys()
    if (known.size > maxKnown && oldest !== undefined) known.delete(oldest)
    loading.catch(() => known.delete(name))
    return loading
  }

  return {
    verify: async (publicKey, signed, bytes) => {
      const { key, participant } = await find(publicKey)
      if (!(await subtle.verify(signature, key, signed.slice(), bytes.slice()))) {
        throw new Error('not signed with the key it carries')
      }
      return participant
    },
  }
}

async function participantOf(subtle: SubtleCrypto, publicKey: Uint8Array): Promise<ParticipantId> {
  const digest = await subtle.digest('SHA-256', publicKey.slice())
  return base64url(new Uint8Array(digest, 0, participantBytes))
}
