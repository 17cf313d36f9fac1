import type { RoomId } from '../../protocol/index.ts'
import {
  acknowledged,
  frameText,
  nextExpiry,
  type Outgoing,
  type Room,
  type Seat,
} from '../../rooms/index.ts'
import { instanceOf, keys } from './keys.ts'

/** Redis commands, as the commit script takes them: each with the number of its words before it. */
export type Changes = (string | number)[]

/** What turns the stored `before` into `after`, and what goes into the inboxes of the processes concerned. */
export function changesBetween(
  room: RoomId,
  before: Room,
  after: Room,
  outgoing: readonly Outgoing[],
): Changes {
  const changes: Changes = []
  const run = (...words: (string | number)[]) => changes.push(words.length, ...words)
  const old = new Map(before.seats.map((seat) => [seat.id, seat]))

  for (const seat of after.seats) {
    const previous = old.get(seat.id)
    if (!previous) run('SET', keys.seat(seat.id), room)
    keepChanges(run, seat, previous)
    old.delete(seat.id)
  }
  for (const freed of old.keys()) run('DEL', keys.seat(freed), keys.kept(freed))

  const [was, is] = [instancesOf(before), instancesOf(after)]
  for (const instance of is) if (!was.has(instance)) run('SADD', keys.roomsOf(instance), room)
  for (const instance of was) if (!is.has(instance)) run('SREM', keys.roomsOf(instance), room)

  const [expiredAt, expiresAt] = [nextExpiry(before), nextExpiry(after)]
  if (expiresAt === undefined) {
    if (expiredAt !== undefined) run('ZREM', keys.expiries, room)
  } else if (expiresAt !== expiredAt) {
    run('ZADD', keys.expiries, expiresAt, room)
  }

  for (const [instance, items] of byInstance(outgoing)) {
    // Cut at a length that no living process ever falls behind, so that a dead one's inbox cannot grow for ever.
    run('XADD', keys.inbox(instance), 'MAXLEN', '~', 100_000, '*', 'items', JSON.stringify(items))
  }
  return changes
}

function keepChanges(
  run: (...words: (string | number)[]) => void,
  seat: Seat,
  previous: Seat | undefined,
): void {
  const sentBefore = previous?.sent ?? 0
  const fresh = seat.sent - Math.max(sentBefore, acknowledged(seat))
  const stale = acknowledged(seat) - (previous ? acknowledged(previous) : 0)
  const trimmed = Math.min(stale, previous?.kept.length ?? 0)
  if (trimmed > 0) run('LTRIM', keys.kept(seat.id), trimmed, -1)
  if (fresh > 0) run('RPUSH', keys.kept(seat.id), ...seat.kept.items(seat.kept.length - fresh).map(frameText))
}

function instancesOf(room: Room): Set<string> {
  return new Set(
    room.seats.flatMap(({ link }) => (link.state === 'here' ? [instanceOf(link.connection)] : [])),
  )
}

function byInstance(outgoing: readonly Outgoing[]): Map<string, Outgoing[]> {
  const groups = new Map<string, Outgoing[]>()
  for (const item of outgoing) {
    const instance = instanceOf(item.connection)
    const group = groups.get(instance)
    if (group) group.push(item)
    else groups.set(instance, [item])
  }
  return groups
}
