import { createHash, timingSafeEqual } from 'node:crypto'
import { accessTokenPrefix } from '../protocol/index.ts'

/** The desktop app's own origin. */
const appOrigin = 'app://visavis'

/** A page on the visitor's own computer, as in development, is no foreign site. */
const loopback = /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/

/**
 * Whether a page of this origin may connect. What is no browser sends no origin, and could send any; origins only
 * keep other people's pages from using this server with their visitors' browsers.
 */
export function originAllowed(
  origin: string | undefined,
  host: string | undefined,
  allowed: readonly string[],
): boolean {
  if (origin === undefined || origin === appOrigin || loopback.test(origin)) return true
  if (allowed.includes('*') || allowed.includes(origin)) return true
  return host !== undefined && (origin === `https://${host}` || origin === `http://${host}`)
}

/** The access tokens of a private server: digests, so that comparing takes the same time whatever is offered. */
export class AccessTokens {
  readonly #digests: readonly Buffer[]

  constructor(tokens: readonly string[]) {
    this.#digests = tokens.map(digest)
  }

  /** One token a line; empty lines and those that begin with # are left out. */
  static parse(text: string): AccessTokens {
    const lines = text.split('\n').map((line) => line.trim())
    return new AccessTokens(lines.filter((line) => line !== '' && !line.startsWith('#')))
  }

  get size(): number {
    return this.#digests.length
  }

  /** Looks for a token among the subprotocols a client offers: the only thing a browser lets a page add. */
  admits(offeredProtocols: string | undefined): boolean {
    let admitted = false
    for (const offered of offeredProtocols?.split(',') ?? []) {
      const protocol = offered.trim()
      if (!protocol.startsWith(accessTokenPrefix)) continue
      const token = digest(Buffer.from(protocol.slice(accessTokenPrefix.length), 'base64url').toString())
      // All of them, always: which one fits is nobody's to measure either.
      for (const known of this.#digests) if (timingSafeEqual(known, token)) admitted = true
    }
    return admitted
  }
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
