import { Acknowledgements } from './ack-scheduler.ts'
import type { Backplane } from '../backplane/port.ts'
import type { Clock } from '../clock.ts'
import { Connection } from './client-session.ts'
import type { Ids } from './ids.ts'
import type { EntryAdmission } from '../security/join-attempts.ts'
import type { Stats } from '../metrics/stats.ts'
import type { IceServer, JoinMessage, PeerId, ResumeMessage, ServerLimits } from '../protocol/index.ts'
import type { ConnectionId, Outgoing } from '../rooms/index.ts'
import type { Wire } from './transport.ts'

export interface HubOptions {
  readonly clock: Clock
  readonly ids: Ids
  /** What clients are told in `joined`. */
  readonly limits: ServerLimits
  readonly iceServers: (self: PeerId) => IceServer[]
  /** It is to deliver to this hub. */
  readonly backplane: Backplane
  readonly admission: EntryAdmission
  readonly stats: Stats
}

/**
 * All the connections of this process, and what they share: what the backplane has for one of them finds its way here.
 */
export class Hub {
  readonly backplane: Backplane
  readonly limits: ServerLimits
  readonly ids: Ids
  readonly iceServers: (self: PeerId) => IceServer[]
  readonly admission: EntryAdmission
  readonly stats: Stats
  readonly clock: Clock
  readonly acknowledgements: Acknowledgements
  readonly #connections = new Map<ConnectionId, Connection>()
  #opened = 0

  constructor({ clock, ids, limits, iceServers, admission, stats, backplane }: HubOptions) {
    this.clock = clock
    this.acknowledgements = new Acknowledgements(clock)
    this.admission = admission
    this.stats = stats
    this.ids = ids
    this.limits = limits
    this.iceServers = iceServers
    this.backplane = backplane
  }

  get connections(): ReadonlyMap<ConnectionId, Connection> {
    return this.#connections
  }

  /** Passes on what came of a command. */
  deliver(outgoing: Outgoing): void {
    const { connection, kind } = outgoing
    const isTold = this.#connections.get(connection)?.deliver(outgoing) ?? false
    // A seat that was granted when its connection had already gone is held like any other.
    if (!isTold && (kind === 'joined' || kind === 'resumed')) {
      this.backplane.submit({ type: 'drop', connection, self: outgoing.self })
    }
  }

  /** Reads no client that has a seat, or all again. Those at the door can be told that they come at a bad time. */
  setReading(reading: boolean): void {
    for (const connection of this.#connections.values()) {
      if (reading || connection.hasSeat) connection.setReading(reading)
    }
  }

  /** A client has connected; limits count it to `visitor`. */
  open(wire: Wire, visitor: string): Connection {
    const connection = new Connection(`${this.backplane.instance}${++this.#opened}`, this, wire, visitor)
    this.#connections.set(connection.id, connection)
    return connection
  }

  /** A client asks for a seat. */
  enter(connection: ConnectionId, message: JoinMessage | ResumeMessage): void {
    if (message.type === 'join') {
      const { type, room, ...said } = message
      this.backplane.enter(room, {
        type,
        connection,
        self: this.ids.peer(),
        token: this.ids.token(),
        ...said,
      })
    } else {
      const { self, token, received } = message
      this.backplane.submit({ type: 'resume', connection, self, token, received })
    }
  }

  /** Whom limits count a connection to. */
  visitorOf(connection: ConnectionId): string {
    return this.#connections.get(connection)?.visitor ?? ''
  }

  /** The connection's socket is closed. */
  closed(connection: Connection): void {
    connection.lost()
    this.#connections.delete(connection.id)
  }

  close(): Promise<void> {
    this.acknowledgements.stop()
    return this.backplane.close()
  }
}
