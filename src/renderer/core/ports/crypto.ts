import type { Challenge, PeerId, RoomId } from '@visavis/signaling-server/protocol'
import type { RoomCode } from '../../../shared/room-code.ts'

/** 22 characters of base64url, made from a participant's public key: nobody can speak under it without the private one. */
export type ParticipantId = string

/** Where an envelope belongs; one that was sealed for another place cannot be opened. */
export interface EnvelopeContext {
  readonly from: PeerId
  readonly to: PeerId
  /** Of the receiving seat; its client chose it at random when it joined. */
  readonly challenge: Challenge
}

export interface OpenedEnvelope {
  /** Who signed it. */
  readonly participant: ParticipantId
  readonly text: string
}

/** A key pair made for one call. The private key never leaves the implementation. */
export interface CallIdentity {
  readonly participant: ParticipantId
  /** Uncompressed point, 65 bytes. */
  readonly publicKey: Uint8Array
  /** @returns a signature of 64 bytes */
  sign(bytes: Uint8Array): Promise<Uint8Array>
}

/** What a room code gives to those who know it (docs/protocol.md, "Room codes and keys"). */
export interface RoomKeys {
  readonly roomId: RoomId
  /** Signs an envelope and seals it for one peer. @returns `data` of a `signal` message */
  seal(context: EnvelopeContext, sender: CallIdentity, text: string): Promise<string>
  /** Rejects when it was not sealed with this room's key for this context, or not signed by the key it carries. */
  open(context: EnvelopeContext, data: string): Promise<OpenedEnvelope>
}

export interface RoomCrypto {
  /** Takes a few hundred milliseconds on purpose (600 000 rounds of PBKDF2). */
  deriveKeys(code: RoomCode): Promise<RoomKeys>
  /** A new one each time. */
  createIdentity(): Promise<CallIdentity>
}
