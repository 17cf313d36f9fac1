import type { Backplane } from '../backplane/port.ts'
import type { Visit } from './websocket-transport.ts'
import { MemoryAccount, type MemoryHolder } from '../security/memory-budget.ts'

/** Every connection and every seat, with what is held for it now. */
export function* memoryHolders(
  sockets: { visits(): Iterable<Visit> },
  backplane: Pick<Backplane, 'keptHere' | 'submit'>,
): Iterable<MemoryHolder> {
  yield* sockets.visits()
  for (const seat of backplane.keptHere()) {
    const { meter, self, connection } = seat
    if (!(meter instanceof MemoryAccount)) continue
    yield {
      account: meter,
      get heldBytes() {
        return seat.heldBytes
      },
      evict: () => backplane.submit({ type: 'evict', connection, self }),
    }
  }
}

/** What is held, by what it is held for: the labels of a metric. */
export interface HeldByPart {
  /** Waits to be written to a slow reader. */
  readonly outgoing: number
  /** Waits to be acknowledged. */
  readonly kept: number
  /** Unfinished, not let in yet, or on its way into a room. */
  readonly incoming: number
}

export function heldByPart(
  sockets: { visits(): Iterable<Visit> },
  backplane: Pick<Backplane, 'keptHere'>,
): HeldByPart {
  let [outgoing, kept, incoming] = [0, 0, 0]
  for (const visit of sockets.visits()) {
    outgoing += visit.outgoingBytes
    incoming += visit.incomingBytes
  }
  for (const { heldBytes } of backplane.keptHere()) kept += heldBytes
  return { outgoing, kept, incoming }
}
