import type { Redis } from 'ioredis'
import * as v from 'valibot'
import type { Clock } from '../../clock.ts'
import type { Log } from '../../log.ts'
import type { Outgoing } from '../../rooms/index.ts'
import type { Deliver } from '../port.ts'
import { keys } from './keys.ts'

/** How long one look waits for something to come, and how many entries it takes. */
const blockMs = 5_000
const batch = 256

/** How long to wait when Redis refuses. Milliseconds. */
const retryMs = 250

/** Only this program writes inboxes; what is checked is that the one that did speaks the same language. */
const ItemsSchema = v.array(v.looseObject({ kind: v.string(), connection: v.string() }))

export interface InboxOptions {
  /** For this alone: waiting for the next entry blocks it. */
  readonly redis: Redis
  readonly instance: string
  readonly clock: Clock
  readonly deliver: Deliver
  readonly log: Log
}

/**
 * Reads what is for this process's connections, in the order Redis put it. A stream rather than a subscription: what is
 * added while the connection to Redis is lost is still there when it is back.
 */
export class Inbox {
  readonly #redis: Redis
  readonly #key: string
  readonly #clock: Clock
  readonly #deliver: Deliver
  readonly #log: Log
  #last = '0-0'
  #closed = false

  constructor({ redis, instance, clock, deliver, log }: InboxOptions) {
    this.#redis = redis
    this.#key = keys.inbox(instance)
    this.#clock = clock
    this.#deliver = deliver
    this.#log = log
  }

  /** Reads until closed. */
  async run(): Promise<void> {
    while (!this.#isClosed()) {
      try {
        const streams = await this.#redis.xread(
          'COUNT',
          batch,
          'BLOCK',
          blockMs,
          'STREAMS',
          this.#key,
          this.#last,
        )
        for (const [, entries] of streams ?? []) {
          for (const [id, fields] of entries) {
            this.#last = id
            this.#open(fields[1] ?? '')
          }
        }
        // What is read is of no further use; it need not go at once, nor wait to be gone.
        if (streams) void this.#redis.xtrim(this.#key, 'MINID', '~', this.#last).catch(() => undefined)
      } catch (cause) {
        if (this.#isClosed()) return
        this.#log.error(
          { problem: cause instanceof Error ? cause.message : String(cause) },
          'inbox not readable',
        )
        // Redis answers, but not this: asked again at once it would say the same as fast as it can.
        await new Promise<void>((resolve) => this.#clock.after(retryMs, resolve))
      }
    }
  }

  close(): void {
    this.#closed = true
    this.#redis.disconnect()
  }

  #isClosed(): boolean {
    return this.#closed
  }

  #open(text: string): void {
    const items = v.safeParse(ItemsSchema, parseJson(text))
    if (items.success) for (const item of items.output as unknown as Outgoing[]) this.#deliver(item)
    else this.#log.error({ bytes: text.length }, 'an entry of the inbox is not understood')
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
