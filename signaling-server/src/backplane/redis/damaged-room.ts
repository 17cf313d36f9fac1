import type { Redis, Result } from 'ioredis'
import { closeCodes, type PeerId, type RoomId } from '../../protocol/index.ts'
import { instanceOf, keys } from './keys.ts'

/** How long a damaged room is kept for whoever wants to know what happened. Milliseconds. */
const keptMs = 7 * 24 * 60 * 60 * 1000

/** What is stored is no room: something else writes to the same keys, or Redis has lost a part of it. */
export class DamagedRoomError extends Error {
  readonly code = 'damaged-room'
  /** As it was read, for nothing newer may be set aside. */
  readonly stored: StoredRoom

  constructor(problem: string, stored: StoredRoom) {
    super(problem)
    this.stored = stored
  }
}

/** The key's type, and its fields where it is a hash. */
export interface StoredRoom {
  readonly type: string
  readonly version: string | null
  readonly state: string | null
}

/**
 * Renames a room, unless it is no longer as it was read, and clears away what leads to it.
 *
 * KEYS: the room, its new name, its claim, the expiries, the instances. ARGV: the type, version and state that were read
 * ('' for none), how long to keep it, the room's id; then, each with their number before them, seats; and inboxes with
 * what goes into them.
 * Gives 1 if it was renamed.
 */
export const setAsideScript = `
local type = redis.call('TYPE', KEYS[1]).ok
if type ~= ARGV[1] then return 0 end
if type == 'hash' then
  local current = redis.call('HMGET', KEYS[1], 'version', 'state')
  if (current[1] or '') ~= ARGV[2] or (current[2] or '') ~= ARGV[3] then return 0 end
end
redis.call('RENAME', KEYS[1], KEYS[2])
redis.call('PEXPIRE', KEYS[2], ARGV[4])
redis.call('DEL', KEYS[3])
redis.call('ZREM', KEYS[4], ARGV[5])
local i = 7
local seats = tonumber(ARGV[6])
for n = 1, seats do
  local seat, kept = ARGV[i], ARGV[i + 1]
  if redis.pcall('GET', seat) == ARGV[5] then redis.call('DEL', seat) end
  redis.call('DEL', kept)
  i = i + 2
end
for _, instance in ipairs(redis.call('ZRANGE', KEYS[5], 0, -1)) do
  redis.call('SREM', 'visavis:rooms-of:' .. instance, ARGV[5])
end
while i <= #ARGV do
  if redis.call('ZSCORE', KEYS[5], ARGV[i]) then
    redis.call('XADD', 'visavis:inbox:' .. ARGV[i], '*', 'items', ARGV[i + 1])
  end
  i = i + 2
end
return 1`

declare module 'ioredis' {
  interface RedisCommander<Context> {
    visavisSetAside(
      ...keysAndArguments: [string, string, string, string, string, ...(string | number)[]]
    ): Result<0 | 1, Context>
  }
}

/**
 * Puts a damaged room where nobody looks for rooms, so that it can be entered anew. Those who sat in it are sent away
 * and join again. Gives whether this process did it; otherwise another has, or the room has changed.
 */
export async function setAside(
  redis: Redis,
  room: RoomId,
  { stored }: DamagedRoomError,
  knownSeats: readonly PeerId[],
): Promise<boolean> {
  const { type, version, state } = stored
  const seats = new Set([...knownSeats, ...quoted(state, 'id', /^[\w-]{22}$/)])
  const inboxes = new Map<string, { kind: 'close'; connection: string; code: number }[]>()
  for (const connection of quoted(state, 'connection', /^[\w-]{1,64}\/\d{1,15}$/)) {
    const instance = instanceOf(connection)
    const items = inboxes.get(instance) ?? []
    items.push({ kind: 'close', connection, code: closeCodes.goingAway })
    inboxes.set(instance, items)
  }
  const done = await redis.visavisSetAside(
    keys.room(room),
    keys.damaged(room),
    keys.claim(room),
    keys.expiries,
    keys.instances,
    type,
    version ?? '',
    state ?? '',
    keptMs,
    room,
    seats.size,
    ...[...seats].flatMap((seat) => [keys.seat(seat), keys.kept(seat)]),
    ...[...inboxes].flatMap(([instance, items]) => [instance, JSON.stringify(items)]),
  )
  return done === 1
}

/** Values of a field in what may once have been JSON. At most as many as a room can have seats. */
function quoted(text: string | null, field: string, shape: RegExp): string[] {
  const values = [...(text ?? '').matchAll(new RegExp(`"${field}":"([^"]*)"`, 'g'))].map(
    ([, value = '']) => value,
  )
  return values.filter((value) => shape.test(value)).slice(0, 64)
}
