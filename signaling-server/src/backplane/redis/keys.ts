import type { PeerId, RoomId } from '../../protocol/index.ts'

/** Where everything is in Redis. docs/adr has the why. */
export const keys = {
  /** Hash: `version`, `state` (a room without the kept messages themselves). */
  room: (room: RoomId) => `visavis:room:${room}`,
  /** What was in place of a room and was none; it expires by itself. */
  damaged: (room: RoomId) => `visavis:damaged:${room}`,
  /** String, for a moment: the process that lost a race for the room and goes next. */
  claim: (room: RoomId) => `visavis:claim:${room}`,
  /** String: the room a seat is in. */
  seat: (seat: PeerId) => `visavis:seat:${seat}`,
  /** List: the seat's unacknowledged messages, oldest first. */
  kept: (seat: PeerId) => `visavis:kept:${seat}`,
  /** Stream: what a process is to do for its connections. */
  inbox: (instance: string) => `visavis:inbox:${instance}`,
  /** Set: the rooms somebody is connected to through a process. */
  roomsOf: (instance: string) => `visavis:rooms-of:${instance}`,
  /** Sorted set: processes by when they were last known to live. */
  instances: 'visavis:instances',
  /** Sorted set: rooms by when the next held seat is to be freed. */
  expiries: 'visavis:expiries',
} as const

/** The process a connection belongs to: its id up to and including the slash. */
export function instanceOf(connection: string): string {
  return connection.slice(0, connection.indexOf('/') + 1)
}
