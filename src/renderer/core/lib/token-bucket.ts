/** Lets through what comes at a rate, with bursts. Time comes in with each question, ms. */
export interface TokenBucket {
  /** @returns false when there are not that many; then none is taken */
  take(tokens: number, now: number): boolean
  /** From 0 (empty) to 1. */
  level(now: number): number
}

export function createTokenBucket(burst: number, perSecond: number, start: number): TokenBucket {
  let tokens = burst
  let at = start

  function refill(now: number): void {
    // A clock that was set back adds nothing, and takes nothing.
    tokens = Math.min(burst, tokens + (Math.max(0, now - at) * perSecond) / 1000)
    at = now
  }

  return {
    take: (wanted, now) => {
      refill(now)
      if (tokens < wanted) return false
      tokens -= wanted
      return true
    },
    level: (now) => {
      refill(now)
      return tokens / burst
    },
  }
}
