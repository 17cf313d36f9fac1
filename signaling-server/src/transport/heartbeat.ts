import type { Clock } from '../clock.ts'

/** A connection that is pinged periodically. */
export interface HeartbeatTarget {
  /** Sends a ping. Returns whether this is the last one that may go unanswered: then `closeIfSilent` follows shortly. */
  ping(): boolean
  /** Closes the connection if nothing was received since. */
  closeIfSilent(): void
}

interface Suspect {
  readonly connection: HeartbeatTarget
  /** When the answer is due. Milliseconds since the epoch. */
  at: number
  /** It was due, and what had arrived by then has been read since. */
  isFinal: boolean
}

/** Timer resolution. Connections whose pings fall into the same slot are pinged together. Milliseconds. */
const minSlotMs = 10

/** With heartbeats longer than 30 s, slots become longer instead of more. */
const maxSlots = 3_000

/** How long the last ping's answer is waited for: docs/protocol.md promises one second, and timers may be late. */
const maxGraceMs = 500

/**
 * Pings every connection once each heartbeat, in a slot that stays the same when others connect or disconnect. Pings are
 * spread over the heartbeat, so that they do not delay other messages. All connections share one timer; there is none
 * without connections.
 *
 * A client that stops answering just after a ping misses one ping within a heartbeat and another one heartbeat later. It
 * is closed within a second after that.
 */
export class Heartbeat {
  readonly #clock: Clock
  readonly #graceMs: number
  readonly #slotMs: number
  /** Connections by slot of the heartbeat. */
  readonly #slots: (Set<HeartbeatTarget> | undefined)[]
  readonly #slotOf = new Map<HeartbeatTarget, number>()
  /** Successive connections are this many turns apart, which spreads any number of them evenly. */
  readonly #stride: number
  #nextSlot = 0
  /** The last processed slot, and when it was due. */
  #slot = 0
  #at = 0
  /** In the order they are due. */
  #suspects: Suspect[] = []
  #wakeAt = Infinity
  #cancel: (() => void) | undefined

  constructor(clock: Clock, heartbeatMs: number) {
    this.#clock = clock
    this.#graceMs = Math.min(maxGraceMs, heartbeatMs / 2)
    const slots = Math.max(1, Math.min(maxSlots, Math.floor(heartbeatMs / minSlotMs)))
    this.#slotMs = heartbeatMs / slots
    this.#slots = Array.from({ length: slots })
    this.#stride = strideOf(slots)
  }

  /** Until told to forget it. Its first beat comes within one heartbeat. */
  watch(connection: HeartbeatTarget): void {
    const now = this.#clock.now()
    if (this.#slotOf.size === 0) this.#at = now
    this.#nextSlot = (this.#nextSlot + this.#stride) % this.#slots.length
    ;(this.#slots[this.#nextSlot] ??= new Set()).add(connection)
    this.#slotOf.set(connection, this.#nextSlot)
    const at = this.#at + this.#slotsUntil(this.#nextSlot) * this.#slotMs
    if (at < this.#wakeAt) this.#wakeUp(at, now)
  }

  forget(connection: HeartbeatTarget): void {
    const slot = this.#slotOf.get(connection)
    if (slot === undefined) return
    this.#slots[slot]?.delete(connection)
    this.#slotOf.delete(connection)
    if (this.#slotOf.size === 0) this.stop()
  }

  stop(): void {
    this.#cancel?.()
    this.#cancel = undefined
    this.#wakeAt = Infinity
    this.#suspects = []
  }

  #wakeUp(at: number, now: number): void {
    this.#cancel?.()
    this.#wakeAt = at
    this.#cancel = this.#clock.after(Math.max(1, at - now), () => this.#wake())
  }

  #wake(): void {
    this.#pingDue(this.#clock.now())
    this.#expireSuspects(this.#clock.now())
    // A ping may have closed the last connection.
    if (this.#slotOf.size === 0) return
    const now = this.#clock.now()
    const suspect = this.#suspects[0]
    const next = this.#at + this.#slotsUntilBusy() * this.#slotMs
    this.#wakeUp(Math.min(next, suspect?.at ?? Infinity), now)
  }

  #pingDue(now: number): void {
    const heartbeatMs = this.#slots.length * this.#slotMs
    // The clock was set back.
    if (now < this.#at) this.#at = now
    const due = Math.floor((now - this.#at) / this.#slotMs)
    // A machine that slept need not make up for it: one round is all there is to do, and the next is a heartbeat later.
    const isOverslept = now - this.#at > heartbeatMs + this.#slotMs
    for (let i = Math.min(due, this.#slots.length); i > 0; i--) {
      this.#slot = (this.#slot + 1) % this.#slots.length
      for (const connection of this.#slots[this.#slot] ?? []) {
        if (connection.ping()) this.#suspects.push({ connection, at: now + this.#graceMs, isFinal: false })
      }
    }
    if (isOverslept) this.#at = now
    else this.#at += due * this.#slotMs
  }

  #expireSuspects(now: number): void {
    const again: Suspect[] = []
    for (;;) {
      const [suspect] = this.#suspects
      // Later than it ever can be: the clock was set back.
      if (!suspect || (suspect.at > now && suspect.at <= now + this.#graceMs)) break
      this.#suspects.shift()
      if (!this.#slotOf.has(suspect.connection)) continue
      if (suspect.isFinal) {
        suspect.connection.closeIfSilent()
      } else {
        // If this process was held up, an answer may have arrived that nobody has read yet: sockets go first now.
        again.push({ ...suspect, at: now + minSlotMs, isFinal: true })
      }
    }
    // In front of those that are not due yet: `minSlotMs` may be out of order with one of them, which only waits so long.
    this.#suspects.unshift(...again)
  }

  #slotsUntil(slot: number): number {
    const { length } = this.#slots
    return ((slot - this.#slot + length - 1) % length) + 1
  }

  /** How many turns it is until the next in which somebody beats. */
  #slotsUntilBusy(): number {
    const { length } = this.#slots
    for (let i = 1; i < length; i++) {
      if ((this.#slots[(this.#slot + i) % length]?.size ?? 0) > 0) return i
    }
    return length
  }
}

/** A stride near the golden section of `count` that visits every slot before it repeats one. */
function strideOf(count: number): number {
  let stride = Math.max(1, Math.round(count * 0.618))
  while (commonDivisor(stride, count) > 1) stride++
  return stride
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b)
}
