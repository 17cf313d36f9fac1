import type { PeerId } from '@visavis/signaling-server/protocol'
import {
  maxParticipants,
  maxQueuedEnvelopes,
  maxQueuedEnvelopesPerPeer,
  queuedEnvelopesAlwaysAllowed,
} from '../lib/limits.ts'

/** Counts what waits in a queue for each peer, so that a few of them cannot fill it for all. */
export interface QueueShares {
  readonly size: number
  /** @returns false when there is no room for another of this peer; else `leave` must be called once */
  enter(peer: PeerId): boolean
  leave(peer: PeerId): void
}

/** Reached only when more peers than can be participants have a little each. */
const maxSize = maxQueuedEnvelopes + maxParticipants * queuedEnvelopesAlwaysAllowed

export function createQueueShares(): QueueShares {
  const counts = new Map<PeerId, number>()
  let size = 0

  return {
    get size() {
      return size
    },
    enter: (peer) => {
      const count = counts.get(peer) ?? 0
      const most = size < maxQueuedEnvelopes ? maxQueuedEnvelopesPerPeer : queuedEnvelopesAlwaysAllowed
      if (count >= most || size >= maxSize) return false
      counts.set(peer, count + 1)
      size++
      return true
    },
    leave: (peer) => {
      const left = (counts.get(peer) ?? 1) - 1
      if (left > 0) counts.set(peer, left)
      else counts.delete(peer)
      size--
    },
  }
}
