import { parseEnvelope, type Envelope } from '../../core/room-channel/envelope.ts'
import type { CallIdentity, RoomCrypto, RoomKeys } from '../../core/ports/crypto.ts'
import type { RoomCode } from '../../../shared/room-code.ts'
import { fakeCrypto } from '../fake-crypto.ts'

/** Tells all that the others seal: what a member learns who works together with the server. */
export class SpyingCrypto implements RoomCrypto {
  readonly envelopes: Envelope[] = []
  /** As it travels; opens for nobody but the one it was sealed for. */
  readonly sealed: string[] = []
  /** Public keys of everybody, by participant. */
  readonly publicKeys = new Map<string, Uint8Array>()

  async createIdentity(): Promise<CallIdentity> {
    const identity = await fakeCrypto.createIdentity()
    this.publicKeys.set(identity.participant, identity.publicKey)
    return identity
  }

  async deriveKeys(code: RoomCode): Promise<RoomKeys> {
    const keys = await fakeCrypto.deriveKeys(code)
    return {
      ...keys,
      seal: async (context, sender, text) => {
        const envelope = parseEnvelope(text, sender.participant)
        if (envelope) this.envelopes.push(envelope)
        const data = await keys.seal(context, sender, text)
        this.sealed.push(data)
        return data
      },
    }
  }
}
