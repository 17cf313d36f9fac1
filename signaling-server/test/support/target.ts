import { afterAll, beforeAll } from 'vitest'
import { createSignalingServer, type SignalingServer } from '../../src/index.ts'

/** The server under test: any address from the environment, else one of our own with short patience. */
export interface Target {
  readonly url: string
  readonly httpUrl: string
}

/** Set by `npm run conformance -- --url ws://…`. */
const foreign = process.env['VISAVIS_CONFORMANCE_URL']

/** Short enough to wait for, long enough for a busy machine. Milliseconds. */
const ownTimes = { resumeMs: 1_500, heartbeatMs: 300 }

export function useTarget(): Target {
  let server: SignalingServer | undefined
  beforeAll(async () => {
    if (foreign === undefined) server = await createSignalingServer({ port: 0, ...ownTimes, drainMs: 0 })
  })
  afterAll(() => server?.close())
  const url = () => {
    const address = foreign ?? server?.url
    if (address === undefined) throw new Error('the server is not running yet')
    return address
  }
  return {
    get url() {
      return url()
    },
    get httpUrl() {
      const http = new URL(url().replace(/^ws/, 'http'))
      return http.origin
    },
  }
}

/** For tests that wait for a foreign server's full patience. Milliseconds. */
export const slowTest = 90_000
