import { every, type Clock } from '../clock.ts'

/** Fresh credentials come when a quarter of their time is left, for one may be away for a while just then. */
const refreshAt = 0.75

/** A client that can be sent fresh ICE servers. */
export interface IceServerClient {
  refreshIceServers(olderThan: number): void
}

/** Sends fresh TURN credentials before the old ones end. Gives what stops it. */
export function refreshIceServers(
  clock: Clock,
  connections: () => Iterable<IceServerClient>,
  ttlMs: number,
): () => void {
  // Looked at twice in the last quarter at least, so that nobody is forgotten between two looks.
  return every(clock, ttlMs / 16, () => {
    const olderThan = clock.now() - ttlMs * refreshAt
    for (const connection of connections()) connection.refreshIceServers(olderThan)
  })
}
