import type { PeerId, RoomId } from '@visavis/signaling-server/protocol'
import type { RoomCode } from '../../../shared/room-code.ts'
import type { CallError } from '../ports/errors.ts'
import type { OutgoingEnvelope } from './envelope.ts'
import type { RoomCrypto, RoomKeys } from '../ports/crypto.ts'
import type { Logger } from '../lib/logger.ts'
import { createSealing, type Sealing, type SealingHandlers } from './envelope-sealing.ts'
import { createSeatChallenges } from './seat-challenges.ts'
import type { Seat, SignalingEvent } from '../signaling/state.ts'

/** Everything between the call and the server that needs the room's keys, and the keys themselves. */
export interface RoomSealing {
  /** For a new call: the room's keys, derived once for each code, and a signing key of its own. */
  derive(code: RoomCode): Promise<void>
  /** Keeps up with who sits where. */
  heard(event: SignalingEvent): void
  seal(from: PeerId, to: PeerId, envelope: OutgoingEnvelope): void
  open(seat: Seat, from: PeerId, data: string): void
  /** Resolves once all that was given to `seal` is on its way; undefined when it is already. */
  readonly sealed: Promise<void> | undefined
  dispose(): void
}

export interface RoomSealingHandlers extends SealingHandlers {
  derived(code: RoomCode, roomId: RoomId): void
  failed(code: RoomCode, error: CallError): void
}

export function createRoomSealing(
  crypto: RoomCrypto,
  handlers: RoomSealingHandlers,
  logger: Logger,
): RoomSealing {
  const challenges = createSeatChallenges()
  let known: { readonly code: RoomCode; readonly keys: RoomKeys } | undefined
  let sealing: Sealing | undefined
  let deriving: RoomCode | undefined

  return {
    derive: async (code) => {
      if (deriving === code) return
      deriving = code
      sealing?.dispose()
      sealing = undefined
      try {
        const [keys, identity] = await Promise.all([
          known?.code === code ? known.keys : crypto.deriveKeys(code),
          crypto.createIdentity(),
        ])
        if (deriving !== code) return
        deriving = undefined
        known = { code, keys }
        sealing = createSealing(keys, identity, handlers, logger)
        handlers.derived(code, keys.roomId)
      } catch (cause) {
        if (deriving !== code) return
        deriving = undefined
        handlers.failed(code, { code: 'insecure-context', cause })
      }
    },
    heard: (event) => {
      challenges.heard(event)
    },
    seal: (from, to, envelope) => sealing?.seal(from, to, challenges.of(to), envelope),
    open: ({ self, challenge }, from, data) => sealing?.open({ from, to: self, challenge }, data),
    get sealed() {
      return sealing?.sealed
    },
    dispose: () => sealing?.dispose(),
  }
}
