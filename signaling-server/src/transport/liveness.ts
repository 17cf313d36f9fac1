import { heartbeatMisses } from '../protocol/index.ts'

/** Tracks whether a connection is alive. Any received byte counts, not only pongs. */
export class Liveness {
  /** What the client had sent when last asked. */
  #bytesRead = 0
  /** The pings sent since then. */
  #unanswered = 0

  /**
   * A ping is sent. `isRead`: the connection is being read, for one that is not cannot be heard. Gives whether as many
   * pings as may go unanswered now have been sent, so that this one's answer is the last to be waited for.
   */
  pinged(bytesRead: number, isRead: boolean): boolean {
    this.#listen(bytesRead)
    if (isRead) this.#unanswered++
    return this.#unanswered >= heartbeatMisses
  }

  /** Whether that many pings are still unanswered. */
  isDead(bytesRead: number, isRead: boolean): boolean {
    this.#listen(bytesRead)
    return isRead && this.#unanswered >= heartbeatMisses
  }

  #listen(bytesRead: number): void {
    if (bytesRead === this.#bytesRead) return
    this.#bytesRead = bytesRead
    this.#unanswered = 0
  }
}
