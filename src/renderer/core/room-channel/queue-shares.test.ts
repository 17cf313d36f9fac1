import { describe, expect, it } from 'vitest'
import {
  maxParticipants,
  maxQueuedEnvelopes,
  maxQueuedEnvelopesPerPeer,
  queuedEnvelopesAlwaysAllowed,
} from '../lib/limits.ts'
import { createQueueShares, type QueueShares } from './queue-shares.ts'

/** @returns how many of them had room */
function enter(queue: QueueShares, peer: string, count: number): number {
  return Array.from({ length: count }, () => queue.enter(peer)).filter(Boolean).length
}

describe('a queue', () => {
  it('takes no more of one peer than the limit for one', () => {
    const queue = createQueueShares()
    expect(enter(queue, 'mallory', 10_000)).toBe(maxQueuedEnvelopesPerPeer)
    expect(queue.size).toBe(maxQueuedEnvelopesPerPeer)
  })

  it('has room for a few of each peer when others have filled it', () => {
    const queue = createQueueShares()
    for (let seat = 0; seat < 6; seat++) enter(queue, `mallory ${seat}`, 10_000)
    expect(enter(queue, 'ben', 100)).toBe(queuedEnvelopesAlwaysAllowed)
  })

  it('takes no more than the limit of however many peers', () => {
    const queue = createQueueShares()
    for (let seat = 0; seat < 5_000; seat++) enter(queue, `seat ${seat}`, 20)
    expect(queue.size).toBe(maxQueuedEnvelopes + maxParticipants * queuedEnvelopesAlwaysAllowed)
  })

  it('has room again for what has left', () => {
    const queue = createQueueShares()
    enter(queue, 'mallory', 10_000)
    queue.leave('mallory')
    expect(enter(queue, 'mallory', 10)).toBe(1)
    for (let count = 0; count < maxQueuedEnvelopesPerPeer; count++) queue.leave('mallory')
    expect(queue.size).toBe(0)
  })
})
