import type { Backplane } from '../backplane/port.ts'
import type { Clock } from '../clock.ts'
import type { Stats } from '../metrics/stats.ts'
import type { IceServer, JoinMessage, PeerId, ResumeMessage, ServerLimits } from '../protocol/index.ts'
import type { ConnectionId } from '../rooms/index.ts'
import type { JoinAdmission } from '../security/join-attempts.ts'
import type { AckScheduler } from './ack-scheduler.ts'

/** What all client sessions of a process share. */
export interface SessionServices {
  readonly backplane: Backplane
  /** Sent to clients in `joined`. */
  readonly limits: ServerLimits
  readonly iceServers: (self: PeerId) => IceServer[]
  readonly admission: JoinAdmission
  readonly stats: Stats
  readonly clock: Clock
  readonly ackScheduler: AckScheduler
  /** Submits a client's join or resume. */
  requestSeat(connection: ConnectionId, message: JoinMessage | ResumeMessage): void
}
