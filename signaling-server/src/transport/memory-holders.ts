import type { Backplane } from '../backplane/port.ts'
import type { HeldByPart } from '../metrics/metrics.ts'
import type { WebSocketTransport } from './websocket-transport.ts'
import { MemoryAccount, type MemoryHolder } from '../security/memory-budget.ts'

/** Every connection and every seat, with the memory held for it now. */
export function* memoryHolders(
  sockets: { transports(): Iterable<WebSocketTransport> },
  backplane: Pick<Backplane, 'localUnacked' | 'submit'>,
): Iterable<MemoryHolder> {
  yield* sockets.transports()
  for (const seat of backplane.localUnacked()) {
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

export function heldByPart(
  sockets: { transports(): Iterable<WebSocketTransport> },
  backplane: Pick<Backplane, 'localUnacked'>,
): HeldByPart {
  let [outgoing, kept, incoming] = [0, 0, 0]
  for (const transport of sockets.transports()) {
    outgoing += transport.outgoingBytes
    incoming += transport.incomingBytes
  }
  for (const { heldBytes } of backplane.localUnacked()) kept += heldBytes
  return { outgoing, kept, incoming }
}
