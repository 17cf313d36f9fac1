import {
  maxNegotiationBurst,
  maxNewcomerBurst,
  negotiationRefillMs,
  newcomerNegotiations,
  newcomerRefillMs,
} from '../lib/limits.ts'

/** How often something may still happen. */
export interface Budget {
  readonly left: number
  /** When it was last refilled, Unix time, ms. */
  readonly refilledAt: number
}

interface Limits {
  readonly burst: number
  readonly refillMs: number
}

const negotiationLimits: Limits = { burst: maxNegotiationBurst, refillMs: negotiationRefillMs }
const newcomerLimits: Limits = { burst: maxNewcomerBurst, refillMs: newcomerRefillMs }

/**
 * How many negotiations a participant may still cause. Each makes this side gather candidates and send a dozen
 * signals, and a new session costs a peer connection, of which a browser makes a few hundred before it refuses.
 */
export const fullBudget: Budget = { left: maxNegotiationBurst, refilledAt: 0 }

/** How many more may appear during the call and negotiate at once. */
export const allNewcomers: Budget = { left: maxNewcomerBurst, refilledAt: 0 }

/** @returns what is left after one more negotiation, or undefined when nothing was left */
export function spend(budget: Budget, now: number): Budget | undefined {
  return take(budget, negotiationLimits, now)
}

/**
 * What somebody begins with who appears during the call. Whoever leaves and comes back, or changes between listening and
 * taking part, is new each time: with a full budget each time they would have no limit at all.
 */
export function welcome(newcomers: Budget, now: number): { newcomers: Budget; negotiations: Budget } {
  const left = take(newcomers, newcomerLimits, now)
  return {
    newcomers: left ?? newcomers,
    negotiations: { left: left ? newcomerNegotiations : 0, refilledAt: now },
  }
}

function take(budget: Budget, { burst, refillMs }: Limits, now: number): Budget | undefined {
  const refills = Math.max(0, Math.floor((now - budget.refilledAt) / refillMs))
  const left = Math.min(burst, budget.left + refills)
  if (left === 0) return undefined
  const refilledAt = left === burst ? now : budget.refilledAt + refills * refillMs
  return { left: left - 1, refilledAt }
}
