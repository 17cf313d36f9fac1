import { Redis, type Result } from 'ioredis'
import type { PeerId, RoomId } from '../../protocol/index.ts'
import { emptyRoom, type Room } from '../../rooms/index.ts'
import type { Changes } from './changes.ts'
import { keys } from './keys.ts'
import { DamagedRoomError, setAsideScript, type StoredRoom } from './damaged-room.ts'
import { decodeRoom, encodeRoom } from './room-codec.ts'

/**
 * A room and the version it was read at: a name that no other state of any room ever had, for a room may end and begin
 * anew. A room that does not exist has none.
 */
export interface Versioned {
  readonly version: string
  readonly room: Room
}

/**
 * Stores a room and all that follows from it, unless somebody else stored it first.
 *
 * Who loses a race goes next: it leaves a claim, and until it has had its turn (or 100 ms have passed, for it may be
 * dead) the others are held off. Otherwise a process with much to say would always be faster than one that first has
 * to read what was said.
 *
 * KEYS: the room, its claim. ARGV: this process, the version it read, the new version and state (empty: the room has
 * ended), then commands to run, each with the number of its words before it.
 * Gives 'done'; 'held off'; or 'lost' with the room's version and state as they are.
 */
const commitScript = `
local current = redis.call('HMGET', KEYS[1], 'version', 'state')
local claim = redis.call('GET', KEYS[2])
if (current[1] or '') ~= ARGV[2] then
  if not claim then redis.call('SET', KEYS[2], ARGV[1], 'PX', 100) end
  return { 'lost', current[1], current[2] }
end
if claim and claim ~= ARGV[1] then return { 'held off' } end
if claim then redis.call('DEL', KEYS[2]) end
if ARGV[4] == '' then
  redis.call('DEL', KEYS[1])
else
  redis.call('HSET', KEYS[1], 'version', ARGV[3], 'state', ARGV[4])
end
local i = 5
while i <= #ARGV do
  local words = tonumber(ARGV[i])
  redis.call(unpack(ARGV, i + 1, i + words))
  i = i + words + 1
end
return { 'done' }`

/**
 * Reads a room together with the kept messages of some of its seats, as of one moment.
 * KEYS: the room, then the lists. Gives the type of the room's key, version and state (false without a room), then each
 * list (false for what is none).
 */
const loadScript = `
local type = redis.call('TYPE', KEYS[1]).ok
local room = type == 'hash' and redis.call('HMGET', KEYS[1], 'version', 'state') or { false, false }
local result = { type, room[1], room[2] }
for i = 2, #KEYS do
  local list = redis.pcall('LRANGE', KEYS[i], 0, -1)
  result[i + 2] = not list.err and list
end
return result`

declare module 'ioredis' {
  interface RedisCommander<Context> {
    visavisCommit(
      room: string,
      claim: string,
      instance: string,
      version: string,
      newVersion: string,
      state: string,
      ...changes: Changes
    ): Result<['done'] | ['held off'] | ['lost', string | null, string | null], Context>
    visavisLoad(
      keyCount: number,
      ...keys: string[]
    ): Result<[string, string | null, string | null, ...(string[] | null)[]], Context>
  }
}

/** A connection to Redis that waits for it rather than giving up, and knows the scripts above. */
export function connectRedis(url: string): Redis {
  const redis = new Redis(url, {
    // A command is kept until Redis is back and tried again; commands are made so that twice is as good as once.
    maxRetriesPerRequest: null,
    autoResendUnfulfilledCommands: true,
    retryStrategy: (tries) => Math.min(1_000, 50 * tries),
    enableAutoPipelining: true,
    // A Redis that is connected but silent for so long is given up, and looked for anew.
    socketTimeout: 15_000,
    keepAlive: 5_000,
  })
  redis.defineCommand('visavisCommit', { numberOfKeys: 2, lua: commitScript })
  redis.defineCommand('visavisLoad', { lua: loadScript })
  redis.defineCommand('visavisSetAside', { numberOfKeys: 5, lua: setAsideScript })
  return redis
}

/** Reads a room, with the kept messages of these seats. Rejects with a DamagedRoomError if that is no room. */
export async function loadRoom(redis: Redis, room: RoomId, seats: readonly PeerId[]): Promise<Versioned> {
  const names = [keys.room(room), ...seats.map((seat) => keys.kept(seat))]
  const [type, version, state, ...lists] = await redis.visavisLoad(names.length, ...names)
  return versioned({ type, version, state }, new Map(seats.map((seat, i) => [seat, lists[i] ?? null])))
}

export interface Commit {
  readonly instance: string
  readonly room: RoomId
  readonly before: Versioned
  /** A name no version ever had. */
  readonly version: string
  readonly after: Room
  readonly changes: Changes
}

export type CommitResult =
  | { readonly kind: 'done' }
  /** Somebody else goes first; the same may be tried again in a moment. */
  | { readonly kind: 'held off' }
  /** Somebody else was faster: this is the room now. */
  | { readonly kind: 'lost'; readonly now: Versioned }

export async function commitRoom(redis: Redis, commit: Commit): Promise<CommitResult> {
  const { instance, room, before, version, after, changes } = commit
  const state = after.seats.length === 0 ? '' : encodeRoom(after)
  const place = [keys.room(room), keys.claim(room), instance] as const
  const [kind, ...now] = await redis.visavisCommit(...place, before.version, version, state, ...changes)
  if (kind !== 'lost') return { kind }
  const [current = null, stored = null] = now
  // Without a version or a state: one that has ended, unless half of it is left.
  const type = current === null && stored === null ? 'none' : 'hash'
  return { kind, now: versioned({ type, version: current, state: stored }, new Map()) }
}

function versioned(stored: StoredRoom, frames: ReadonlyMap<PeerId, readonly string[] | null>): Versioned {
  const { type, version, state } = stored
  if (type === 'none') return { version: '', room: emptyRoom() }
  if (type !== 'hash') throw new DamagedRoomError('not a hash', stored)
  if (version === null || version === '' || state === null)
    throw new DamagedRoomError('a field is missing', stored)
  return { version, room: decodeRoom({ ...stored, state }, frames) }
}
