import { AckScheduler } from './ack-scheduler.ts'
import type { Backplane } from '../backplane/port.ts'
import type { Clock } from '../clock.ts'
import { ClientSession } from './client-session.ts'
import type { Ids } from './ids.ts'
import type { JoinAdmission } from '../security/join-attempts.ts'
import type { Stats } from '../metrics/stats.ts'
import type { IceServer, JoinMessage, PeerId, ResumeMessage, ServerLimits } from '../protocol/index.ts'
import type { ConnectionId, Outgoing } from '../rooms/index.ts'
import type { SessionServices } from './session-services.ts'
import type { Transport } from './transport.ts'

export interface SessionRegistryOptions {
  readonly clock: Clock
  readonly ids: Ids
  /** What clients are told in `joined`. */
  readonly limits: ServerLimits
  readonly iceServers: (self: PeerId) => IceServer[]
  /** Must deliver its results to this registry. */
  readonly backplane: Backplane
  readonly admission: JoinAdmission
  readonly stats: Stats
}

/** All client sessions of this process and their shared services. Routes the backplane's results to the right session. */
export class SessionRegistry implements SessionServices {
  readonly backplane: Backplane
  readonly limits: ServerLimits
  readonly ids: Ids
  readonly iceServers: (self: PeerId) => IceServer[]
  readonly admission: JoinAdmission
  readonly stats: Stats
  readonly clock: Clock
  readonly ackScheduler: AckScheduler
  readonly #sessions = new Map<ConnectionId, ClientSession>()
  #opened = 0

  constructor({ clock, ids, limits, iceServers, admission, stats, backplane }: SessionRegistryOptions) {
    this.clock = clock
    this.ackScheduler = new AckScheduler(clock)
    this.admission = admission
    this.stats = stats
    this.ids = ids
    this.limits = limits
    this.iceServers = iceServers
    this.backplane = backplane
  }

  get sessions(): ReadonlyMap<ConnectionId, ClientSession> {
    return this.#sessions
  }

  /** Delivers a result of a command to its session. */
  deliver(outgoing: Outgoing): void {
    const { connection, kind } = outgoing
    const isTold = this.#sessions.get(connection)?.deliver(outgoing) ?? false
    // The connection closed before its seat was granted. The seat is kept for a resume like any other.
    if (!isTold && (kind === 'joined' || kind === 'resumed')) {
      this.backplane.submit({ type: 'drop', connection, self: outgoing.self })
    }
  }

  /** Pauses or resumes reading from joined clients. Unjoined clients are still read, so that they get an error. */
  setReading(reading: boolean): void {
    for (const session of this.#sessions.values()) {
      if (reading || session.hasSeat) session.setReading(reading)
    }
  }

  /** Opens a session for a new connection. Limits count it by `addressKey`. */
  open(transport: Transport, addressKey: string): ClientSession {
    const session = new ClientSession(
      `${this.backplane.instance}${++this.#opened}`,
      this,
      transport,
      addressKey,
    )
    this.#sessions.set(session.id, session)
    return session
  }

  /** Submits a client's join or resume. */
  requestSeat(connection: ConnectionId, message: JoinMessage | ResumeMessage): void {
    if (message.type === 'join') {
      const { type, room, ...said } = message
      this.backplane.join(room, {
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

  /** The address key that limits count a connection by. */
  addressKeyOf(connection: ConnectionId): string {
    return this.#sessions.get(connection)?.addressKey ?? ''
  }

  /** The connection's socket is closed. */
  closed(session: ClientSession): void {
    session.disconnected()
    this.#sessions.delete(session.id)
  }

  close(): Promise<void> {
    this.ackScheduler.stop()
    return this.backplane.close()
  }
}
