import * as v from 'valibot'
import {
  ChallengeSchema,
  PeerIdSchema,
  PresenceSchema,
  ReceivedSchema,
  SeatTokenSchema,
  sequencedTypes,
  type PeerId,
} from '../../protocol/index.ts'
import { UnackedQueue, type Room } from '../../rooms/index.ts'
import { DamagedRoomError, type StoredRoom } from './damaged-room.ts'

/** A room as it is stored: of the kept messages only types and sizes, for the messages themselves are in lists. */
const StoredRoomSchema = v.array(
  v.object({
    id: PeerIdSchema,
    token: SeatTokenSchema,
    presence: PresenceSchema,
    challenge: v.exactOptional(ChallengeSchema),
    link: v.variant('state', [
      v.object({ state: v.literal('here'), connection: v.string() }),
      v.object({ state: v.literal('away'), until: v.pipe(v.number(), v.finite()) }),
    ]),
    received: ReceivedSchema,
    sent: ReceivedSchema,
    kept: v.array(
      v.object({
        type: v.picklist(sequencedTypes),
        bytes: v.pipe(v.number(), v.integer(), v.minValue(0)),
        from: v.exactOptional(PeerIdSchema),
      }),
    ),
    held: v.optional(
      v.object({
        progressAt: v.pipe(v.number(), v.finite()),
        senders: v.pipe(
          v.array(v.object({ id: PeerIdSchema, since: v.pipe(v.number(), v.finite()) })),
          v.readonly(),
        ),
      }),
    ),
  }),
)
type StoredSeats = v.InferOutput<typeof StoredRoomSchema>

/** A room's key whose fields are there. */
type StoredHash = StoredRoom & { readonly state: string }

export function encodeRoom(room: Room): string {
  const stored: StoredSeats = room.seats.map(({ kept, ...seat }) => ({
    ...seat,
    kept: kept.items().map(({ type, bytes, from }) => ({ type, bytes, ...(from && { from }) })),
  }))
  return JSON.stringify(stored)
}

/**
 * `frames` has the kept messages of those seats that are about to be resumed; nobody looks at the others', so that
 * theirs stay in Redis and are empty here. Throws a DamagedRoomError if this is no room, or one that no rule leads to.
 */
export function decodeRoom(stored: StoredHash, frames: ReadonlyMap<PeerId, readonly string[] | null>): Room {
  const damaged = (problem: string) => new DamagedRoomError(problem, stored)
  const parsed = v.safeParse(StoredRoomSchema, parseJson(stored.state))
  if (!parsed.success) throw damaged('not a room')
  if (parsed.output.length === 0) throw damaged('no seats')
  if (new Set(parsed.output.map(({ id }) => id)).size < parsed.output.length) throw damaged('a seat twice')
  return {
    seats: parsed.output.map(({ kept, held, ...seat }) => {
      if (kept.length > seat.sent) throw damaged('more kept than sent')
      const own = frames.get(seat.id)
      if (own === null || (own && own.length !== kept.length)) throw damaged('kept messages are missing')
      const unacked = new UnackedQueue(kept.map((item, i) => ({ ...item, text: own?.[i] ?? '' })))
      return { ...seat, kept: unacked, held }
    }),
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
