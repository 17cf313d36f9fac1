import type { Clock } from '../clock.ts'

/** A connection that is asked again and again whether anybody is still there. */
export interface Beating {
  /** Sends a ping. Gives whether its answer is the last to be waited for: then `expire` is called in a moment. */
  beat(): boolean
  /** Ends the connection, if it has still not been heard of. */
  expire(): void
}

interface Suspect {
  readonly connection: Beating
  /** When the answer is due. Milliseconds since the epoch. */
  at: number
  /** It was due, and what had arrived by then has been read since. */
  isFinal: boolean
}

/** No timer is asked to be finer than this; connections whose beats fall into one such turn beat together. */
const minTurnMs = 10

/** Above half a minute turns become longer instead of more. */
const maxTurns = 3_000

/** How long the last ping's answer is waited for: docs/protocol.md promises one second, and timers may be late. */
const maxGraceMs = 500

/**
 * Lets every connection beat once each heartbeat, at a time of its own that nobody else's coming or going changes. The
 * times are spread over the heartbeat, because what comes in meanwhile waits behind pings. One timer for all, and none
 * while nobody is there.
 *
 * A client that falls silent just after a ping was answered gets one that goes unanswered within a heartbeat, another
 * one heartbeat later, and is let go within a second after that.
 */
export class Heartbeat {
  readonly #clock: Clock
  readonly #graceMs: number
  readonly #turnMs: number
  /** Who beats in which turn of a heartbeat. */
  readonly #turns: (Set<Beating> | undefined)[]
  readonly #turnOf = new Map<Beating, number>()
  /** Successive connections are this many turns apart, which spreads any number of them evenly. */
  readonly #stride: number
  #nextTurn = 0
  /** The last turn that was taken, and when it was due. */
  #turn = 0
  #at = 0
  /** In the order they are due. */
  #suspects: Suspect[] = []
  #wakeAt = Infinity
  #cancel: (() => void) | undefined

  constructor(clock: Clock, heartbeatMs: number) {
    this.#clock = clock
    this.#graceMs = Math.min(maxGraceMs, heartbeatMs / 2)
    const turns = Math.max(1, Math.min(maxTurns, Math.floor(heartbeatMs / minTurnMs)))
    this.#turnMs = heartbeatMs / turns
    this.#turns = Array.from({ length: turns })
    this.#stride = strideOf(turns)
  }

  /** Until told to forget it. Its first beat comes within one heartbeat. */
  watch(connection: Beating): void {
    const now = this.#clock.now()
    if (this.#turnOf.size === 0) this.#at = now
    this.#nextTurn = (this.#nextTurn + this.#stride) % this.#turns.length
    ;(this.#turns[this.#nextTurn] ??= new Set()).add(connection)
    this.#turnOf.set(connection, this.#nextTurn)
    const at = this.#at + this.#turnsUntil(this.#nextTurn) * this.#turnMs
    if (at < this.#wakeAt) this.#wakeUp(at, now)
  }

  forget(connection: Beating): void {
    const turn = this.#turnOf.get(connection)
    if (turn === undefined) return
    this.#turns[turn]?.delete(connection)
    this.#turnOf.delete(connection)
    if (this.#turnOf.size === 0) this.stop()
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
    this.#takeTurns(this.#clock.now())
    this.#expireSuspects(this.#clock.now())
    // A beat may have been somebody's last.
    if (this.#turnOf.size === 0) return
    const now = this.#clock.now()
    const suspect = this.#suspects[0]
    const next = this.#at + this.#turnsUntilBusy() * this.#turnMs
    this.#wakeUp(Math.min(next, suspect?.at ?? Infinity), now)
  }

  #takeTurns(now: number): void {
    const heartbeatMs = this.#turns.length * this.#turnMs
    // The clock was set back.
    if (now < this.#at) this.#at = now
    const due = Math.floor((now - this.#at) / this.#turnMs)
    // A machine that slept need not make up for it: one round is all there is to do, and the next is a heartbeat later.
    const isOverslept = now - this.#at > heartbeatMs + this.#turnMs
    for (let i = Math.min(due, this.#turns.length); i > 0; i--) {
      this.#turn = (this.#turn + 1) % this.#turns.length
      for (const connection of this.#turns[this.#turn] ?? []) {
        if (connection.beat()) this.#suspects.push({ connection, at: now + this.#graceMs, isFinal: false })
      }
    }
    if (isOverslept) this.#at = now
    else this.#at += due * this.#turnMs
  }

  #expireSuspects(now: number): void {
    const again: Suspect[] = []
    for (;;) {
      const [suspect] = this.#suspects
      // Later than it ever can be: the clock was set back.
      if (!suspect || (suspect.at > now && suspect.at <= now + this.#graceMs)) break
      this.#suspects.shift()
      if (!this.#turnOf.has(suspect.connection)) continue
      if (suspect.isFinal) {
        suspect.connection.expire()
      } else {
        // If this process was held up, an answer may have arrived that nobody has read yet: sockets go first now.
        again.push({ ...suspect, at: now + minTurnMs, isFinal: true })
      }
    }
    // In front of those that are not due yet: `minTurnMs` may be out of order with one of them, which only waits so long.
    this.#suspects.unshift(...again)
  }

  #turnsUntil(turn: number): number {
    const { length } = this.#turns
    return ((turn - this.#turn + length - 1) % length) + 1
  }

  /** How many turns it is until the next in which somebody beats. */
  #turnsUntilBusy(): number {
    const { length } = this.#turns
    for (let i = 1; i < length; i++) {
      if ((this.#turns[(this.#turn + i) % length]?.size ?? 0) > 0) return i
    }
    return length
  }
}

/** A step near the golden section of `count` that comes past every turn before it repeats one. */
function strideOf(count: number): number {
  let stride = Math.max(1, Math.round(count * 0.618))
  while (commonDivisor(stride, count) > 1) stride++
  return stride
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b)
}
