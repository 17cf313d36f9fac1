import * as v from 'valibot'
import {
  PeerIdSchema,
  PresenceSchema,
  ReceivedSchema,
  SeatTokenSchema,
  sequencedTypes,
  type PeerId,
} from '../../protocol/index.ts'
import { Backlog, type Room } from '../../rooms/index.ts'

/** A room as it is stored: of the kept messages only types and sizes, for the messages themselves are in lists. */
const StoredRoomSchema = v.array(
  v.object({
    id: PeerIdSchema,
    token: SeatTokenSchema,
    presence: PresenceSchema,
    link: v.variant('state', [
      v.object({ state: v.literal('here'), connection: v.string() }),
      v.object({ state: v.literal('away'), until: v.number() }),
    ]),
    received: ReceivedSchema,
    sent: ReceivedSchema,
    kept: v.array(v.object({ type: v.picklist(sequencedTypes), bytes: v.number() })),
  }),
)
type StoredRoom = v.InferOutput<typeof StoredRoomSchema>

export function encodeRoom(room: Room): string {
  const stored: StoredRoom = room.seats.map(({ id, token, presence, link, received, sent, kept }) => ({
    id,
    token,
    presence,
    link,
    received,
    sent,
    kept: kept.items().map(({ type, bytes }) => ({ type, bytes })),
  }))
  return JSON.stringify(stored)
}

/**
 * `frames` has the kept messages of those seats that are about to be resumed; nobody looks at the others', so that
 * theirs stay in Redis and are empty here. Throws if this is no room: then somebody else writes to the same keys.
 */
export function decodeRoom(text: string, frames: ReadonlyMap<PeerId, readonly string[]>): Room {
  const stored = v.parse(StoredRoomSchema, JSON.parse(text))
  return {
    seats: stored.map(({ kept, ...seat }) => {
      const own = frames.get(seat.id)
      if (own && own.length !== kept.length) throw new Error('the kept messages do not fit the room')
      return { ...seat, kept: new Backlog(kept.map((item, i) => ({ ...item, text: own?.[i] ?? '' }))) }
    }),
  }
}
