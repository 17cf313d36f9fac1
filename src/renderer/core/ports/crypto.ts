import type { PeerId, RoomId } from '@visavis/signaling-server/protocol'
import type { RoomCode } from '../../../shared/room-code.ts'

/** What a room code gives to those who know it (docs/protocol.md, "Room codes and keys"). */
export interface RoomKeys {
  readonly roomId: RoomId
  /** Seals an envelope for one peer. @returns `data` of a `signal` message */
  seal(from: PeerId, to: PeerId, envelope: string): Promise<string>
  /** Rejects when it was not sealed with this room's key by `from` for `to`. */
  open(from: PeerId, to: PeerId, data: string): Promise<string>
}

export interface RoomCrypto {
  /** Takes a few hundred milliseconds on purpose (600 000 rounds of PBKDF2). */
  deriveKeys(code: RoomCode): Promise<RoomKeys>
}
