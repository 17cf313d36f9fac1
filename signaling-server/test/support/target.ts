import { afterAll, beforeAll, describe } from 'vitest'
import { RedisBackplane } from '../../src/backplane/redis/redis-backplane.ts'
import { createSignalingServer, type SignalingServer } from '../../src/index.ts'
import { nameWith } from './commands.ts'
import { hasRedis, OwnRedis } from './redis.ts'

/** The server under test. */
export interface Target {
  /** Where the next connection goes: with several servers, to each in turn. */
  readonly url: string
  readonly httpUrl: string
}

/** Set by `npm run conformance -- --url ws://…`; several addresses of one installation are separated by commas. */
const foreign = process.env['VISAVIS_CONFORMANCE_URL']

/** Short enough to wait for, long enough for a busy machine. Milliseconds. */
const ownTimes = { port: 0, drainMs: 0, resumeMs: 1_500, heartbeatMs: 300 }

/** For tests that wait for a foreign server's full patience. Milliseconds. */
export const slowTest = 90_000

/**
 * Declares tests for each server there is to test: the one given by address; otherwise one of our own with its rooms in
 * memory, and three of our own that share a Redis, so that every two clients are on different ones.
 */
export function eachTarget(declare: (target: Target) => void): void {
  if (foreign !== undefined) {
    describe(foreign, () => declare(inTurn(() => foreign.split(','))))
    return
  }
  describe('in memory', () => {
    let server: SignalingServer | undefined
    beforeAll(async () => {
      server = await createSignalingServer(ownTimes)
    })
    afterAll(() => server?.close())
    declare(inTurn(() => (server ? [server.url] : [])))
  })
  const withRedis = nameWith('three servers and Redis', 'redis-server', 'redis-server')
  describe.skipIf(!hasRedis())(withRedis, () => {
    let redis: OwnRedis | undefined
    let servers: SignalingServer[] = []
    beforeAll(async () => {
      const own = (redis = await OwnRedis.start())
      const backplane = (wiring: Parameters<typeof RedisBackplane.connect>[1]) =>
        RedisBackplane.connect(own.url, wiring)
      const start = () => createSignalingServer({ ...ownTimes, backplane })
      servers = await Promise.all([start(), start(), start()])
    })
    afterAll(async () => {
      await Promise.all(servers.map((server) => server.close()))
      await redis?.dispose()
    })
    declare(inTurn(() => servers.map(({ url }) => url)))
  })
}

function inTurn(urls: () => readonly string[]): Target {
  let turn = 0
  const next = () => {
    const all = urls()
    const url = all[turn++ % Math.max(1, all.length)]
    if (url === undefined) throw new Error('the server is not running yet')
    return url
  }
  return {
    get url() {
      return next()
    },
    get httpUrl() {
      return new URL(next().replace(/^ws/, 'http')).origin
    },
  }
}
