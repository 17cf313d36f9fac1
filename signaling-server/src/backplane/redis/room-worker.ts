import type { Redis } from 'ioredis'
import type { Clock } from '../../clock.ts'
import type { RoomId } from '../../protocol/index.ts'
import { copyOf, step, type Command, type Context, type Outgoing, type Room } from '../../rooms/index.ts'
import { changesBetween } from './changes.ts'
import { encodeRoom } from './state.ts'
import { commitRoom, loadRoom, type Versioned } from './store.ts'

/** How many commands go into one commit at most, so that a script never holds Redis up for long. */
const maxBatch = 64

/** How long to wait for somebody else's turn: about as long as it takes. Milliseconds. */
const heldOffMs = 2

export interface RoomWorkerOptions {
  readonly redis: Redis
  readonly clock: Clock
  readonly instance: string
  readonly room: RoomId
  /** A name no version ever had. */
  readonly newVersion: () => string
  /** Redis's time, for the rules. */
  readonly context: () => Context
  /** These commands could not be stored, for a reason that waiting does not mend. */
  readonly onFailure: (commands: readonly Command[], cause: unknown) => void
}

/**
 * Brings one room's commands from this process into the room's one order.
 *
 * It reads the room, applies `step` to a copy, and stores that on condition that nobody else did meanwhile; otherwise
 * it reads again. A lost race costs nothing but the time. Commands that come while a batch is under way make the next
 * batch.
 */
export class RoomWorker {
  readonly #options: RoomWorkerOptions
  #queue: Command[] = []
  /** What this process knows the room to be, until a lost race teaches it better. */
  #known: Versioned | undefined
  #running: Promise<void> | undefined

  constructor(options: RoomWorkerOptions) {
    this.#options = options
  }

  /** Resolves when nothing is waiting any more. */
  submit(command: Command): Promise<void> {
    this.#queue.push(command)
    this.#running ??= this.#run()
    return this.#running
  }

  /** Resolves when nothing is waiting. */
  async idle(): Promise<void> {
    await this.#running
  }

  get isIdle(): boolean {
    return this.#running === undefined
  }

  async #run(): Promise<void> {
    while (this.#queue.length > 0) {
      const batch = this.#queue.splice(0, maxBatch)
      try {
        await this.#commit(batch)
      } catch (cause) {
        this.#known = undefined
        this.#options.onFailure(batch, cause)
      }
    }
    this.#running = undefined
  }

  async #commit(batch: readonly Command[]): Promise<void> {
    const { redis, room, instance, newVersion, clock } = this.#options
    // A resume looks at messages that are not held here, so for that the room is always read afresh.
    const resumed = [
      ...new Set(batch.flatMap((command) => (command.type === 'resume' ? [command.self] : []))),
    ]
    for (;;) {
      const known = resumed.length === 0 ? this.#known : undefined
      this.#known = undefined
      const before = known ?? (await loadRoom(redis, room, resumed))
      const { after, outgoing } = this.#apply(before.room, batch)
      if (outgoing.length === 0 && encodeRoom(before.room) === encodeRoom(after)) {
        // That nothing is to be done may only seem so, if what is known here is old.
        if (known) continue
        this.#known = before
        return
      }
      const version = newVersion()
      const changes = changesBetween(room, before.room, after, outgoing)
      const result = await commitRoom(redis, { instance, room, before, version, after, changes })
      if (result.kind === 'done') {
        this.#known = after.seats.length === 0 ? undefined : { version, room: after }
        return
      }
      if (result.kind === 'lost') this.#known = result.now
      else await new Promise<void>((resolve) => clock.after(heldOffMs, resolve))
    }
  }

  #apply(before: Room, batch: readonly Command[]): { after: Room; outgoing: Outgoing[] } {
    const context = this.#options.context()
    const outgoing: Outgoing[] = []
    const after = copyOf(before)
    for (const command of batch) outgoing.push(...step(after, command, context).outgoing)
    return { after, outgoing }
  }
}
