import type { Redis } from 'ioredis'
import { every, type Clock } from '../../clock.ts'
import type { RoomId } from '../../protocol/index.ts'
import { keys } from './keys.ts'

/** How often each process says that it lives, and looks for those that do not. */
const checkIntervalMs = 1_000

/** A process that has said nothing for so long is taken for dead. */
const deadAfterMs = 5_000

/** How often seats that nobody came back for are looked for. */
const expiryMs = 200

/** How many rooms are taken up at one look. */
const batch = 200

export interface InstanceMonitorOptions {
  readonly redis: Redis
  readonly clock: Clock
  readonly instance: string
  /** A process is dead; in this room it had connections. */
  readonly onInstanceLost: (room: RoomId, instance: string) => Promise<void>
  /** A held seat of this room is due. */
  readonly onExpired: (room: RoomId) => void
  /** Others have taken this process for dead, or Redis has forgotten everything. */
  readonly onRegistrationLost: () => void
  /** Redis has answered, or has not for longer than `deadAfterMs`. */
  readonly onHealth: (healthy: boolean) => void
}

/** Keeps order among the processes: who lives, who does not, and what is overdue. No process is special. */
export class InstanceMonitor {
  /** Add to this machine's time to have Redis's: all processes hold seats by the same clock. */
  offsetMs = 0
  readonly #options: InstanceMonitorOptions
  readonly #cancelTimers: (() => void)[]
  #lastAnswerAt: number
  /** Since when Redis has answered without a gap: who was away cannot tell who else is. */
  #reachableSince: number
  #isRegistered = false
  #isChecking = false
  #isExpiring = false

  constructor(options: InstanceMonitorOptions) {
    this.#options = options
    const { clock } = options
    this.#lastAnswerAt = this.#reachableSince = clock.now()
    this.#cancelTimers = [
      every(clock, checkIntervalMs, () => void this.#check()),
      every(clock, expiryMs, () => void this.#expire()),
    ]
  }

  /** Makes this process known. Rejects if Redis cannot be used. */
  async start(): Promise<void> {
    await this.#reportAlive()
  }

  stop(): void {
    for (const cancel of this.#cancelTimers) cancel()
  }

  /** Takes leave, so that nobody need find out. Nothing of this process may be under way any more. */
  async deregister(): Promise<void> {
    const { redis, instance } = this.#options
    await redis.zrem(keys.instances, instance)
    await redis.del(keys.inbox(instance))
  }

  async #check(): Promise<void> {
    const { clock, onHealth } = this.#options
    if (clock.now() - this.#lastAnswerAt > deadAfterMs) onHealth(false)
    // One round at a time: while Redis is away the first waits for it.
    if (this.#isChecking) return
    this.#isChecking = true
    try {
      await this.#reportAlive()
      onHealth(true)
      if (clock.now() - this.#reachableSince >= deadAfterMs) await this.#removeDeadInstances()
    } catch {
      // Closed, or refused by Redis: the health tells, and the next round tries again.
    } finally {
      this.#isChecking = false
    }
  }

  async #reportAlive(): Promise<void> {
    const { redis, clock, instance, onRegistrationLost } = this.#options
    const asked = clock.now()
    const [seconds, micros] = await redis.time()
    const now = Number(seconds) * 1000 + Number(micros) / 1000
    this.offsetMs = now - (asked + clock.now()) / 2
    const [before] = await Promise.all([
      redis.zscore(keys.instances, instance),
      redis.zadd(keys.instances, now, instance),
    ])
    const silentMs = clock.now() - this.#lastAnswerAt
    this.#lastAnswerAt = clock.now()
    if (silentMs > 3 * checkIntervalMs) this.#reachableSince = this.#lastAnswerAt
    if (this.#isRegistered && before === null) onRegistrationLost()
    this.#isRegistered = true
  }

  /** Whoever notices first does it; whoever else does it too does no harm. */
  async #removeDeadInstances(): Promise<void> {
    const { redis, clock, instance, onInstanceLost } = this.#options
    const oldest = clock.now() + this.offsetMs - deadAfterMs
    for (const dead of await redis.zrangebyscore(keys.instances, '-inf', oldest)) {
      if (dead === instance) continue
      for (const room of await redis.smembers(keys.roomsOf(dead))) await onInstanceLost(room, dead)
      await redis.zrem(keys.instances, dead)
      await redis.del(keys.roomsOf(dead), keys.inbox(dead))
    }
  }

  async #expire(): Promise<void> {
    if (this.#isExpiring) return
    this.#isExpiring = true
    try {
      const { redis, clock, onExpired } = this.#options
      const due = clock.now() + this.offsetMs
      for (const room of await redis.zrangebyscore(keys.expiries, '-inf', due, 'LIMIT', 0, batch))
        onExpired(room)
    } catch {
      // As above.
    } finally {
      this.#isExpiring = false
    }
  }
}
