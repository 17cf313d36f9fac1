import type { Challenge, PeerId } from '@visavis/signaling-server/protocol'
import { maxDataBytes } from '@visavis/signaling-server/protocol'
import { parseEnvelope, type Envelope, type OutgoingEnvelope } from './envelope.ts'
import type { CallIdentity, EnvelopeContext, RoomKeys } from '../ports/crypto.ts'
import type { Logger } from '../lib/logger.ts'
import { createQueueShares } from './queue-shares.ts'

/**
 * Signs and seals envelopes, and opens them. Encryption is asynchronous, order is not negotiable: in each direction one
 * envelope follows the other, as they were given. The work on several goes on at once.
 */
export interface Sealing {
  /** Dropped, and said so, when the receiving seat has no challenge: its client speaks another version. */
  seal(from: PeerId, to: PeerId, challenge: Challenge | undefined, envelope: OutgoingEnvelope): void
  open(context: EnvelopeContext, data: string): void
  /** Resolves once all that was given to `seal` is on its way; undefined when it is already. */
  readonly sealed: Promise<void> | undefined
  /** Nothing that is still under way is delivered. */
  dispose(): void
}

export interface SealingHandlers {
  sealed(to: PeerId, data: string): void
  opened(from: PeerId, envelope: Envelope): void
  /** Something from them could not be opened, or nothing can be sealed for them. */
  unreadable(from: PeerId): void
}

export function createSealing(
  keys: RoomKeys,
  identity: CallIdentity,
  handlers: SealingHandlers,
  logger: Logger,
): Sealing {
  let disposed = false
  let outgoing = Promise.resolve()
  const beingSealed = createQueueShares()
  let incoming = Promise.resolve()
  const beingOpened = createQueueShares()

  /** Undefined, and logged, when it cannot be sealed: it must not hold up all that follow. */
  async function seal(context: EnvelopeContext, envelope: OutgoingEnvelope): Promise<string | undefined> {
    try {
      const data = await keys.seal(context, identity, JSON.stringify(envelope))
      if (data.length <= maxDataBytes) return data
      logger.warn('envelope-too-large', { type: envelope.signal.type, length: data.length })
    } catch (cause) {
      logger.warn('envelope-unsealed', { cause: nameOf(cause) })
    }
    return undefined
  }

  async function open(context: EnvelopeContext, data: string): Promise<Envelope | undefined> {
    try {
      const { participant, text } = await keys.open(context, data)
      return parseEnvelope(text, participant)
    } catch (cause) {
      logger.warn('envelope-unopened', { cause: nameOf(cause) })
      return undefined
    }
  }

  /** A fault in what comes of one envelope must not end the handling of those that follow. */
  function handle(what: string, task: () => void): void {
    if (disposed) return
    try {
      task()
    } catch (cause) {
      logger.warn(what, { cause: nameOf(cause) })
    }
  }

  return {
    seal: (from, to, challenge, envelope) => {
      if (challenge === undefined) {
        logger.warn('seat-without-challenge', { type: envelope.signal.type })
        outgoing = outgoing.then(() => {
          handle('signal-unsent', () => handlers.unreadable(to))
        })
        return
      }
      if (!beingSealed.enter(to)) {
        logger.warn('envelope-unsealed', { cause: 'too many' })
        return
      }
      const sealing = seal({ from, to, challenge }, envelope)
      outgoing = outgoing.then(async () => {
        const data = await sealing
        if (data !== undefined) handle('signal-unsent', () => handlers.sealed(to, data))
        beingSealed.leave(to)
      })
    },
    open: (context, data) => {
      const { from } = context
      if (!beingOpened.enter(from)) {
        logger.warn('envelope-unopened', { cause: 'too many' })
        return
      }
      const opening = open(context, data)
      incoming = incoming.then(async () => {
        const envelope = await opening
        beingOpened.leave(from)
        handle('envelope-unhandled', () => {
          if (envelope) handlers.opened(from, envelope)
          else handlers.unreadable(from)
        })
      })
    },
    get sealed() {
      return beingSealed.size === 0 ? undefined : outgoing
    },
    dispose: () => {
      disposed = true
    },
  }
}

function nameOf(cause: unknown): string {
  return cause instanceof Error ? cause.name : typeof cause
}
