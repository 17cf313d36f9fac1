import type { BlockList } from 'node:net'
import type { Clock } from '../clock.ts'
import { every } from '../clock.ts'
import type { ErrorCode } from '../protocol/index.ts'
import type { SocketAdmission } from './socket-admission.ts'
import { clientAddress, isTrusted, limitKey, networks } from './client-address.ts'
import { TokenBucket } from './token-bucket.ts'

export interface AdmissionLimits {
  readonly maxConnections: number
  readonly maxConnectionsPerAddress: number
  readonly joinsPerMinute: number
  readonly resumesPerMinute: number
  /** Networks of proxies, from which sockets come on behalf of many. None by default. */
  readonly trustProxy?: readonly string[]
}

export interface Refusal {
  readonly code: ErrorCode
  readonly message: string
  readonly retryAfterMs?: number
  /** What the connection is to be closed with, where that is not left to others. */
  readonly closeCode?: number
}

/** One address, or one /64 of IPv6. */
interface AddressUsage {
  /** TCP sockets, whatever they are used for. */
  sockets: number
  /** WebSockets that were let in. */
  connections: number
  readonly joins: TokenBucket
  readonly resumes: TokenBucket
}

/** How often addresses nobody is connected from are forgotten. Milliseconds. */
const sweepMs = 30_000

/** How long a client is asked to wait when too many connections stand: none is known to end sooner. */
const connectionsRetryMs = 5_000

/**
 * How many sockets may stand where so many WebSockets may: more, because plain HTTP needs some, and because who is
 * refused has a socket until it has heard why.
 */
function socketsFor(connections: number): number {
  return connections + 64 + Math.ceil(connections / 8)
}

/** Counts who is connected from where, and how often rooms are tried. */
export class Admission implements SocketAdmission {
  readonly #limits: AdmissionLimits
  readonly #clock: Clock
  readonly #addresses = new Map<string, AddressUsage>()
  readonly #cancelSweep: () => void
  readonly #trustedProxies: BlockList
  #sockets = 0
  #connections = 0

  constructor(clock: Clock, limits: AdmissionLimits) {
    this.#clock = clock
    this.#limits = limits
    this.#trustedProxies = networks(limits.trustProxy ?? [])
    this.#cancelSweep = every(clock, sweepMs, () => this.#sweep())
  }

  /** One more TCP socket. Of a trusted proxy's it is not known yet whose they are: they count in all only. */
  openSocket(remoteAddress: string): string | undefined {
    const { maxConnections, maxConnectionsPerAddress } = this.#limits
    if (this.#sockets >= socketsFor(maxConnections)) return undefined
    const address = clientAddress(remoteAddress, undefined, this.#trustedProxies)
    const key = limitKey(address)
    const usage = this.#usageOf(key)
    const isProxy = isTrusted(address, this.#trustedProxies)
    if (!isProxy && usage.sockets >= socketsFor(maxConnectionsPerAddress)) return undefined
    usage.sockets++
    this.#sockets++
    return key
  }

  closeSocket(key: string): void {
    const usage = this.#addresses.get(key)
    if (usage) usage.sockets--
    this.#sockets--
  }

  /** A new connection: gives why not, or nothing; then `leave` must be called once. */
  openConnection(key: string): Refusal | undefined {
    if (this.#connections >= this.#limits.maxConnections) {
      return { code: 'server-full', message: 'no more connections', retryAfterMs: connectionsRetryMs }
    }
    const usage = this.#usageOf(key)
    if (usage.connections >= this.#limits.maxConnectionsPerAddress) {
      const message = 'too many connections from this address'
      return { code: 'rate-limited', message, retryAfterMs: connectionsRetryMs }
    }
    usage.connections++
    this.#connections++
    return undefined
  }

  closeConnection(key: string): void {
    const usage = this.#addresses.get(key)
    if (usage) usage.connections--
    this.#connections--
  }

  /** Somebody wants to enter a room. */
  join(key: string): Refusal | undefined {
    const wait = this.#usageOf(key).joins.tryTake(this.#clock.now())
    return wait === 0 ? undefined : tooMany('joins', wait)
  }

  /** Somebody wants a seat back, be it theirs or not. */
  resume(key: string): Refusal | undefined {
    const wait = this.#usageOf(key).resumes.tryTake(this.#clock.now())
    return wait === 0 ? undefined : tooMany('resumes', wait)
  }

  /** How many addresses are remembered. */
  get addresses(): number {
    return this.#addresses.size
  }

  stop(): void {
    this.#cancelSweep()
  }

  #usageOf(key: string): AddressUsage {
    let usage = this.#addresses.get(key)
    if (!usage) {
      const { joinsPerMinute, resumesPerMinute } = this.#limits
      usage = {
        sockets: 0,
        connections: 0,
        joins: this.#bucket(joinsPerMinute),
        resumes: this.#bucket(resumesPerMinute),
      }
      this.#addresses.set(key, usage)
    }
    return usage
  }

  /** A whole minute's worth may come at once: an office behind one address returns from lunch. */
  #bucket(perMinute: number): TokenBucket {
    return new TokenBucket(perMinute / 60, perMinute, this.#clock.now())
  }

  #sweep(): void {
    const now = this.#clock.now()
    for (const [key, usage] of this.#addresses) {
      const { sockets, connections, joins, resumes } = usage
      const isGone = sockets === 0 && connections === 0
      if (isGone && joins.isFull(now) && resumes.isFull(now)) this.#addresses.delete(key)
    }
  }
}

function tooMany(what: 'joins' | 'resumes', waitMs: number): Refusal {
  return {
    code: 'rate-limited',
    message: `too many ${what} from this address`,
    retryAfterMs: Math.ceil(waitMs),
  }
}
