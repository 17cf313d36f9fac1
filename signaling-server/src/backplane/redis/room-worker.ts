import type { Redis } from 'ioredis'
import type { Clock } from '../../clock.ts'
import type { PeerId, RoomId } from '../../protocol/index.ts'
import {
  copyRoom,
  applyCommand,
  withoutTexts,
  type Command,
  type RoomContext,
  type Outgoing,
  type Room,
} from '../../rooms/index.ts'
import { changesBetween } from './changes.ts'
import { DamagedRoomError, setAside } from './damaged-room.ts'
import { keys } from './keys.ts'
import { encodeRoom } from './room-codec.ts'
import { commitRoom, loadRoom, type Versioned } from './room-store.ts'

/** How many commands go into one commit at most, so that a script never holds Redis up for long. */
const maxBatch = 64

/** How often a room may turn out to be damaged before its commands are given up. */
const maxDamages = 3

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
  readonly context: () => RoomContext
  /** The room was damaged, and this process has set it aside. */
  readonly onSetAside: (damage: DamagedRoomError) => void
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
        await this.#commitOrSetAside(batch)
      } catch (cause) {
        this.#known = undefined
        this.#options.onFailure(batch, cause)
      }
    }
    this.#running = undefined
  }

  async #commitOrSetAside(batch: readonly Command[]): Promise<void> {
    for (let tries = 1; ; tries++) {
      try {
        await this.#commit(batch)
        return
      } catch (cause) {
        if (!(cause instanceof DamagedRoomError) || tries === maxDamages) throw cause
        const { redis, room, onSetAside } = this.#options
        this.#known = undefined
        if (await setAside(redis, room, cause, resumedIn(batch))) onSetAside(cause)
      }
    }
  }

  async #commit(batch: readonly Command[]): Promise<void> {
    const { redis, room, instance, newVersion, clock } = this.#options
    // A resume looks at messages that are not held here, so for that the room is always read afresh.
    const resumed = resumedIn(batch)
    for (;;) {
      const known = resumed.length === 0 ? this.#known : undefined
      this.#known = undefined
      const before = known ?? (await loadRoom(redis, room, resumed))
      const { after, outgoing } = this.#apply(before.room, batch)
      if (outgoing.length === 0 && encodeRoom(before.room) === encodeRoom(after)) {
        // That nothing is to be done may only seem so, if what is known here is old.
        if (known) continue
        if (before.version === '' && batch.some(({ type }) => type === 'expire')) {
          // Listed as due, but there is no such room: it would be looked for again and again.
          const changes = [3, 'ZREM', keys.expiries, room]
          await commitRoom(redis, { instance, room, before, version: newVersion(), after, changes })
        }
        this.#known = before
        return
      }
      const version = newVersion()
      const changes = changesBetween(room, before.room, after, outgoing)
      const result = await commitRoom(redis, { instance, room, before, version, after, changes })
      if (result.kind === 'done') {
        this.#known = after.seats.length === 0 ? undefined : { version, room: withoutTexts(after) }
        return
      }
      if (result.kind === 'lost') this.#known = result.now
      else await new Promise<void>((resolve) => clock.after(heldOffMs, resolve))
    }
  }

  #apply(before: Room, batch: readonly Command[]): { after: Room; outgoing: Outgoing[] } {
    const context = this.#options.context()
    const outgoing: Outgoing[] = []
    const after = copyRoom(before)
    for (const command of batch) outgoing.push(...applyCommand(after, command, context).outgoing)
    return { after, outgoing }
  }
}

function resumedIn(batch: readonly Command[]): PeerId[] {
  return [...new Set(batch.flatMap((command) => (command.type === 'resume' ? [command.self] : [])))]
}
