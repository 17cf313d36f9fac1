import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import type { PeerId, RoomId } from '../protocol/index.ts'
import type { Command, CommandOf, ConnectionId, ByteMeter, Outgoing } from '../rooms/index.ts'

/** A command of somebody who has, or claims, a seat: `self` says which. */
export type SeatCommand = Exclude<Command, { type: 'join' | 'expire' | 'lost' }>

/**
 * Where rooms live. Whoever sits in a room, on whichever server process, sees its commands take effect in one order.
 * Implementations apply `step` from rooms/; they add storage and transport, never rules.
 */
export interface Backplane {
  /** How the ids of this process's connections begin. */
  readonly instance: string
  /** Takes a new seat. */
  join(room: RoomId, command: CommandOf<'join'>): void
  /**
   * Everything else. A seat that does not exist answers a resume with `resume-expired` and ignores the rest, for its
   * connection is being closed.
   */
  submit(command: SeatCommand): void
  /** Seats whose kept messages are in the memory of this process. */
  localUnacked(): Iterable<LocalUnacked>
  /** What this process holds, for the metrics. */
  counts(): BackplaneCounts
  /** Lets go of timers and connections. Nothing is delivered afterwards. */
  close(): Promise<void>
}

/** What is kept for one seat. */
export interface LocalUnacked {
  readonly self: PeerId
  /** What reaches the seat; empty while it is away. */
  readonly connection: ConnectionId
  readonly meter: ByteMeter | undefined
  /** Bytes, as of now. */
  readonly heldBytes: number
}

export interface BackplaneCounts {
  readonly rooms: number
  readonly seats: number
  /** Rooms that were found damaged in the shared store, and set aside by this process. */
  readonly damagedRooms: number
  /** False while commands cannot take effect. */
  readonly healthy: boolean
}

/** Takes what is for a connection of this process, in the order it came about; may be called before `submit` returns. */
export type Deliver = (outgoing: Outgoing) => void

/** What a backplane is given to work with. */
export interface BackplaneOptions {
  readonly clock: Clock
  readonly log: Log
  readonly limits: RoomLimits
  readonly deliver: Deliver
  /** What to count the messages to that are kept in memory for the client of this connection; by default nothing. */
  readonly openMeter?: (connection: ConnectionId) => ByteMeter
  /**
   * Commands cannot take effect for the time being (false), or can again (true). They are kept meanwhile, so no more
   * should be read than must be.
   */
  readonly onHealth: (healthy: boolean) => void
}

/** What every backplane is told about the rules. */
export interface RoomLimits {
  readonly maxPeers: number
  readonly resumeMs: number
}
