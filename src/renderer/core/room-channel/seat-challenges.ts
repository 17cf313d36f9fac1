import type { Challenge, PeerId } from '@visavis/signaling-server/protocol'
import type { SignalingEvent } from '../signaling/state.ts'

/** Seats that are remembered. A room has 64 at most; a server that tells of more is not followed. */
const maxSeats = 256

/** The challenge of every seat in the room, as the server tells it: what is sealed for a seat includes it. */
export interface SeatChallenges {
  heard(event: SignalingEvent): void
  /** Undefined when that seat is not in the room, or its client gave none. */
  of(seat: PeerId): Challenge | undefined
}

export function createSeatChallenges(): SeatChallenges {
  const challenges = new Map<PeerId, Challenge>()

  function remember({ id, challenge }: { readonly id: PeerId; readonly challenge?: Challenge }): void {
    if (challenge !== undefined && challenges.size < maxSeats) challenges.set(id, challenge)
  }

  return {
    heard: (event) => {
      if (event.type === 'seated') {
        challenges.clear()
        for (const peer of event.peers) remember(peer)
      } else if (event.type === 'peer-joined') {
        remember(event)
      } else if (event.type === 'peer-left') {
        challenges.delete(event.id)
      }
    },
    of: (seat) => challenges.get(seat),
  }
}
