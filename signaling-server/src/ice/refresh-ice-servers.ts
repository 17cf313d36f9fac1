import { every, type Clock } from '../clock.ts'
import type { ClientSession } from '../sessions/client-session.ts'

/** Fresh credentials come when a quarter of their time is left, for one may be away for a while just then. */
const refreshAt = 0.75

/** Sends fresh TURN credentials before the old ones end. Gives what stops it. */
export function refreshIceServers(
  clock: Clock,
  connections: () => Iterable<ClientSession>,
  ttlMs: number,
): () => void {
  // Looked at twice in the last quarter at least, so that nobody is forgotten between two looks.
  return every(clock, ttlMs / 16, () => {
    const olderThan = clock.now() - ttlMs * refreshAt
    for (const connection of connections()) connection.refreshIceServers(olderThan)
  })
}
