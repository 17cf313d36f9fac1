import type { IncomingMessage } from 'node:http'
import type { BlockList } from 'node:net'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import type { Stats } from '../metrics/stats.ts'
import type { AccessTokens } from '../security/access.ts'
import type { Admission } from '../security/admission.ts'
import type { MemoryBudget } from '../security/memory-budget.ts'
import type { SessionRegistry } from '../sessions/session-registry.ts'
import type { Heartbeat } from './heartbeat.ts'
import type { RateLimits } from './rate-limiter.ts'

export interface WebSocketServerOptions {
  readonly clock: Clock
  readonly registry: SessionRegistry
  readonly heartbeat: Heartbeat
  /** How long a connection may stay unjoined. Milliseconds. */
  readonly joinTimeoutMs: number
  readonly admission: Admission
  readonly rateLimits: RateLimits
  /** Limit of the outgoing queue of one client. Bytes. */
  readonly maxBufferedBytes: number
  readonly budget: MemoryBudget
  /** Proxies whose `X-Forwarded-For` is trusted. */
  readonly trustedProxies: BlockList
  /** Whether this server answers for the host that a request names. */
  readonly allowsHost: (request: IncomingMessage) => boolean
  readonly allowedOrigins: readonly string[]
  /** Undefined: no access token is required. */
  readonly accessTokens: AccessTokens | undefined
  readonly stats: Stats
  readonly log: Log
}
