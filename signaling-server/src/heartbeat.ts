import { every, type Clock } from './clock.ts'

/** Who is to be asked again and again whether anybody is still there. */
export interface Beating {
  beat(): void
}

/** Pings are spread over many turns of a heartbeat: what comes meanwhile waits behind those of one turn. */
const maxTurns = 512
const minTurnMs = 10

/** The beats of all visits, once each heartbeat, on one timer. */
export class Heartbeat {
  readonly #groups: readonly Set<Beating>[]
  #turn = 0
  /** Who comes next goes here; so groups are alike, even if everybody comes at once. */
  #emptiest = 0
  readonly #cancel: () => void

  constructor(clock: Clock, heartbeatMs: number) {
    const turns = Math.max(1, Math.min(maxTurns, Math.floor(heartbeatMs / minTurnMs)))
    this.#groups = Array.from({ length: turns }, () => new Set())
    this.#cancel = every(clock, heartbeatMs / turns, () => this.#beat())
  }

  /** Watches the socket until told to forget it. Its first ping comes within one heartbeat. */
  watch(visit: Beating): void {
    this.#groups[this.#emptiest]?.add(visit)
    this.#emptiest = (this.#emptiest + 1) % this.#groups.length
  }

  forget(visit: Beating): void {
    // Looking into each is rare and quick; a note in each visit of where it is would be there all the time.
    for (const group of this.#groups) group.delete(visit)
  }

  stop(): void {
    this.#cancel()
  }

  #beat(): void {
    this.#turn = (this.#turn + 1) % this.#groups.length
    for (const visit of this.#groups[this.#turn] ?? []) visit.beat()
  }
}
