import type { PeerId } from '@visavis/signaling-server/protocol'
import { maxDataBytes } from '@visavis/signaling-server/protocol'
import { parseEnvelope, type Envelope } from './link/envelope.ts'
import type { RoomKeys } from './ports/crypto.ts'
import type { Logger } from './ports/logger.ts'

/**
 * Seals and opens envelopes. Encryption is asynchronous, order is not negotiable: in each direction one
 * envelope follows the other, as they were given.
 */
export interface Sealing {
  seal(from: PeerId, to: PeerId, envelope: Envelope): void
  open(from: PeerId, to: PeerId, data: string): void
  /** Resolves once all that was given to `seal` is on its way; undefined when it is already. */
  readonly sealed: Promise<void> | undefined
  /** Nothing that is still under way is delivered. */
  dispose(): void
}

export interface SealingHandlers {
  sealed(to: PeerId, data: string): void
  opened(from: PeerId, envelope: Envelope): void
  unreadable(from: PeerId): void
}

export function createSealing(keys: RoomKeys, handlers: SealingHandlers, logger: Logger): Sealing {
  let disposed = false
  let outgoing = Promise.resolve()
  let waiting = 0
  let incoming = Promise.resolve()

  async function seal(from: PeerId, to: PeerId, envelope: Envelope): Promise<void> {
    let data: string
    try {
      data = await keys.seal(from, to, JSON.stringify(envelope))
    } catch (cause) {
      // One that cannot be sealed must not hold up all that follow.
      logger.warn('envelope-unsealed', { cause: cause instanceof Error ? cause.name : typeof cause })
      return
    }
    if (disposed) return
    if (data.length > maxDataBytes) {
      logger.warn('envelope-too-large', { type: envelope.signal.type, length: data.length })
      return
    }
    handlers.sealed(to, data)
  }

  async function open(from: PeerId, to: PeerId, data: string): Promise<void> {
    let envelope: Envelope | undefined
    try {
      envelope = parseEnvelope(await keys.open(from, to, data))
    } catch (cause) {
      logger.warn('envelope-unopened', { cause: cause instanceof Error ? cause.name : typeof cause })
    }
    if (disposed) return
    if (envelope) handlers.opened(from, envelope)
    else handlers.unreadable(from)
  }

  return {
    seal: (from, to, envelope) => {
      waiting++
      outgoing = outgoing
        .then(() => seal(from, to, envelope))
        .finally(() => {
          waiting--
        })
    },
    open: (from, to, data) => {
      incoming = incoming.then(() => open(from, to, data))
    },
    get sealed() {
      return waiting === 0 ? undefined : outgoing
    },
    dispose: () => {
      disposed = true
    },
  }
}
