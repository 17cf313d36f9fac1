import { randomBytes } from 'node:crypto'
import type { Redis } from 'ioredis'
import { closeCodes, type RoomId } from '../../protocol/index.ts'
import type { Command, CommandOf, ConnectionId, Outgoing } from '../../rooms/index.ts'
import type { Backplane, BackplaneOptions, BackplaneCounts, LocalUnacked, SeatCommand } from '../port.ts'
import { Inbox } from './inbox.ts'
import { keys } from './keys.ts'
import { LocalSeats } from './local-seats.ts'
import { InstanceMonitor } from './instance-monitor.ts'
import { RoomWorker } from './room-worker.ts'
import { connectRedis } from './room-store.ts'

/** How long a client is asked to wait when Redis is away. Milliseconds. */
const retryAfterMs = 1_000

/** How long closing waits for what is under way. Milliseconds. */
const closeMs = 2_000

/** Rooms that several processes share through Redis. docs/adr says how and why. */
export class RedisBackplane implements Backplane {
  /** Unique for ever, so that a process that is started again is not taken for its predecessor. */
  readonly instance = `${randomBytes(9).toString('base64url')}/`
  readonly #wiring: BackplaneOptions
  readonly #redis: Redis
  readonly #inbox: Inbox
  readonly #instanceMonitor: InstanceMonitor
  readonly #workers = new Map<RoomId, RoomWorker>()
  readonly #seats = new LocalSeats()
  /** Rooms asked for by connections that have no answer yet. */
  readonly #joining = new Map<ConnectionId, RoomId>()
  #isHealthy = true
  #versions = 0
  #damagedRooms = 0

  private constructor(url: string, wiring: BackplaneOptions) {
    const { clock, log } = wiring
    const { instance } = this
    this.#wiring = wiring
    this.#redis = connectRedis(url)
    const reader = connectRedis(url)
    for (const redis of [this.#redis, reader]) {
      redis.on('error', (cause: Error) => log.debug({ problem: cause.message }, 'redis'))
    }
    this.#redis.on('close', () => this.#setHealth(false))
    this.#inbox = new Inbox({
      redis: reader,
      instance,
      clock,
      log,
      deliver: (outgoing) => this.#receive(outgoing),
    })
    this.#instanceMonitor = new InstanceMonitor({
      redis: this.#redis,
      clock,
      instance,
      onInstanceLost: (room, lost) => this.#run(room, { type: 'lost', instance: lost }),
      onExpired: (room) => void this.#run(room, { type: 'expire' }),
      onRegistrationLost: () => this.#closeAllConnections(),
      onHealth: (healthy) => this.#setHealth(healthy),
    })
  }

  /** Resolves when Redis is there; waits for it. */
  static async connect(url: string, wiring: BackplaneOptions): Promise<RedisBackplane> {
    const backplane = new RedisBackplane(url, wiring)
    await backplane.#instanceMonitor.start()
    void backplane.#inbox.run()
    return backplane
  }

  join(room: RoomId, command: CommandOf<'join'>): void {
    if (!this.#isHealthy) {
      this.#refuse(command.connection)
      return
    }
    this.#joining.set(command.connection, room)
    void this.#run(room, command)
  }

  submit(command: SeatCommand): void {
    if (command.type === 'resume') {
      void this.#resume(command)
      return
    }
    const room = this.#seats.roomOf(command.connection)
    if (room === undefined) return
    if (command.type === 'drop' || command.type === 'leave') this.#seats.remove(command.connection)
    void this.#run(room, command)
  }

  /** None: they are in Redis, which has a limit of its own. */
  localUnacked(): Iterable<LocalUnacked> {
    return []
  }

  counts(): BackplaneCounts {
    const { rooms, seats } = this.#seats
    return { rooms, seats, healthy: this.#isHealthy, damagedRooms: this.#damagedRooms }
  }

  async close(): Promise<void> {
    this.#instanceMonitor.stop()
    // What the last connections left behind is still on its way; it must be stored, if Redis is there to store it.
    const stored = Promise.all([...this.#workers.values()].map((worker) => worker.idle()))
    const left = stored.then(() => this.#instanceMonitor.deregister()).catch(() => undefined)
    await new Promise<void>((resolve) => {
      const cancel = this.#wiring.clock.after(closeMs, resolve)
      void left.then(() => {
        cancel()
        resolve()
      })
    })
    this.#inbox.close()
    this.#redis.disconnect()
  }

  async #resume(command: CommandOf<'resume'>): Promise<void> {
    const { connection, self } = command
    if (!this.#isHealthy) {
      this.#refuse(connection)
      return
    }
    try {
      const room = await this.#redis.get(keys.seat(self))
      if (room === null) {
        this.#wiring.deliver({ kind: 'error', connection, code: 'resume-expired', message: 'no such seat' })
        return
      }
      this.#joining.set(connection, room)
      await this.#run(room, command)
    } catch (cause) {
      this.#fail([command], cause)
    }
  }

  async #run(room: RoomId, command: Command): Promise<void> {
    let worker = this.#workers.get(room)
    if (!worker) {
      worker = new RoomWorker({
        redis: this.#redis,
        clock: this.#wiring.clock,
        instance: this.instance,
        room,
        newVersion: () => `${this.instance}${++this.#versions}`,
        context: () => ({
          ...this.#wiring.limits,
          now: this.#wiring.clock.now() + this.#instanceMonitor.offsetMs,
        }),
        onSetAside: ({ message, stored }) => {
          this.#damagedRooms++
          const bytes = stored.state?.length ?? 0
          this.#wiring.log.error({ problem: message, bytes }, 'damaged room set aside')
        },
        onFailure: (commands, cause) => this.#fail(commands, cause),
      })
      this.#workers.set(room, worker)
    }
    await worker.submit(command)
    // What is known of a room nobody here sits in is of no use. A command that came meanwhile keeps its worker busy.
    if (this.#seats.countIn(room) === 0 && worker.isIdle && this.#workers.get(room) === worker) {
      this.#workers.delete(room)
    }
  }

  /** Passes on what Redis has for a connection of this process, and keeps the books of who sits here. */
  #receive(outgoing: Outgoing): void {
    const { connection } = outgoing
    const room = this.#joining.get(connection)
    if (room !== undefined && outgoing.kind !== 'frame') {
      this.#joining.delete(connection)
      if (outgoing.kind === 'joined' || outgoing.kind === 'resumed')
        this.#seats.add(connection, outgoing.self, room)
    }
    if (outgoing.kind === 'close') this.#seats.remove(connection)
    this.#wiring.deliver(outgoing)
  }

  /** Redis is there but will not: it is full, or read-only. What was asked may be asked again. */
  #fail(commands: readonly Command[], cause: unknown): void {
    const problem = cause instanceof Error ? cause.message : String(cause)
    this.#wiring.log.error({ problem, commands: commands.length }, 'rooms not stored')
    for (const command of commands) {
      if (command.type === 'lost' || command.type === 'expire' || command.type === 'drop') continue
      const { connection, type } = command
      this.#joining.delete(connection)
      this.#refuse(connection)
      // Its stream has a hole now; by resuming, the client sends again what is missing.
      if (type !== 'join' && type !== 'resume') {
        this.#wiring.deliver({ kind: 'close', connection, code: closeCodes.goingAway })
      }
    }
  }

  #refuse(connection: ConnectionId): void {
    const message = 'rooms cannot be reached at the moment'
    this.#wiring.deliver({ kind: 'error', connection, code: 'internal', message, retryAfterMs })
  }

  #setHealth(healthy: boolean): void {
    if (healthy === this.#isHealthy) return
    this.#isHealthy = healthy
    this.#wiring.log.warn({}, healthy ? 'redis is back' : 'redis is away')
    this.#wiring.onHealth(healthy)
  }

  #closeAllConnections(): void {
    this.#wiring.log.warn({ seats: this.#seats.seats }, 'taken for dead by others; clients resume')
    for (const connection of this.#seats.connections) {
      this.#wiring.deliver({ kind: 'close', connection, code: closeCodes.goingAway })
    }
  }
}
