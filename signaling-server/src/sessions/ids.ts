import { randomBytes } from 'node:crypto'
import type { PeerId, SeatToken } from '../protocol/index.ts'

/** Where new ids come from; tests count instead. */
export interface Ids {
  peer(): PeerId
  token(): SeatToken
}

/** Unguessable: docs/protocol.md asks for 16 and 32 random bytes. */
export const randomIds: Ids = {
  peer: () => randomBytes(16).toString('base64url'),
  token: () => randomBytes(32).toString('base64url'),
}
