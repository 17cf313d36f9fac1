import { every, type Clock } from './clock.ts'
import { heartbeatMisses } from './protocol/index.ts'
import type { Visit } from './visit.ts'

/** Pings are spread over so many turns of a heartbeat, so that thousands are not sent at once. */
const turns = 8

/** Pings every socket once each heartbeat, and drops those that were not heard for two. One timer for all. */
export class Heartbeat {
  readonly #groups = Array.from({ length: turns }, () => new Set<Visit>())
  #turn = 0
  readonly #cancel: () => void

  constructor(clock: Clock, heartbeatMs: number) {
    this.#cancel = every(clock, heartbeatMs / turns, () => this.#beat())
  }

  /** Watches the socket until told to forget it. Its first ping comes a whole heartbeat from now. */
  watch(visit: Visit): void {
    this.#groups[this.#turn]?.add(visit)
  }

  forget(visit: Visit): void {
    // Looking into each is rare and quick; a note in each visit of where it is would be there all the time.
    for (const group of this.#groups) group.delete(visit)
  }

  stop(): void {
    this.#cancel()
  }

  #beat(): void {
    this.#turn = (this.#turn + 1) % turns
    for (const visit of this.#groups[this.#turn] ?? []) {
      if (visit.unanswered >= heartbeatMisses) {
        visit.socket.terminate()
      } else {
        if (visit.isRead) visit.unanswered++
        visit.socket.ping()
      }
    }
  }
}
