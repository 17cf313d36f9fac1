import { ManualClock } from '../../../signaling-server/test/support/manual-clock.ts'
import type { Clock } from '../core/lib/clock.ts'

/** One hand-driven time for clients and server alike. */
export class HandClock extends ManualClock implements Clock {
  setTimer(ms: number, callback: () => void): () => void {
    return this.after(ms, callback)
  }
}
