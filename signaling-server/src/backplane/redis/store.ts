import { Redis, type Result } from 'ioredis'
import type { PeerId, RoomId } from '../../protocol/index.ts'
import { emptyRoom, type Room } from '../../rooms/index.ts'
import type { Changes } from './changes.ts'
import { keys } from './keys.ts'
import { decodeRoom } from './state.ts'

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
 * KEYS: the room. ARGV: the version it was read at, its new version and state (empty: it has ended), then commands to
 * run, each with the number of its words before it. Gives 1, or 0 if somebody did.
 */
const commitScript = `
local version = redis.call('HGET', KEYS[1], 'version') or ''
if version ~= ARGV[1] then return 0 end
if ARGV[3] == '' then
  redis.call('DEL', KEYS[1])
else
  redis.call('HSET', KEYS[1], 'version', ARGV[2], 'state', ARGV[3])
end
local i = 4
while i <= #ARGV do
  local words = tonumber(ARGV[i])
  redis.call(unpack(ARGV, i + 1, i + words))
  i = i + words + 1
end
return 1`

/**
 * Reads a room together with the kept messages of some of its seats, as of one moment.
 * KEYS: the room, then the lists. Gives version and state (false without a room), then each list.
 */
const loadScript = `
local room = redis.call('HMGET', KEYS[1], 'version', 'state')
local result = { room[1], room[2] }
for i = 2, #KEYS do result[i + 1] = redis.call('LRANGE', KEYS[i], 0, -1) end
return result`

declare module 'ioredis' {
  interface RedisCommander<Context> {
    visavisCommit(
      room: string,
      version: string,
      newVersion: string,
      state: string,
      ...changes: Changes
    ): Result<number, Context>
    visavisLoad(
      keyCount: number,
      ...keys: string[]
    ): Result<[string | null, string | null, ...string[][]], Context>
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
  redis.defineCommand('visavisCommit', { numberOfKeys: 1, lua: commitScript })
  redis.defineCommand('visavisLoad', { lua: loadScript })
  return redis
}

export async function loadRoom(redis: Redis, room: RoomId, seats: readonly PeerId[]): Promise<Versioned> {
  const names = [keys.room(room), ...seats.map((seat) => keys.kept(seat))]
  const [version, state, ...lists] = await redis.visavisLoad(names.length, ...names)
  if (version === null || state === null) return { version: '', room: emptyRoom }
  const frames = new Map(seats.map((seat, i) => [seat, lists[i] ?? []]))
  return { version, room: decodeRoom(state, frames) }
}
