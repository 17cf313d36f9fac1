import { maxNegotiationBurst, negotiationRefillMs } from '../limits.ts'

/**
 * How many negotiations a participant may still cause. Each makes this side gather candidates and send a dozen
 * signals, and a new session costs a peer connection, of which a browser makes a few hundred before it refuses.
 */
export interface NegotiationBudget {
  readonly left: number
  /** When it was last refilled, Unix time, ms. */
  readonly refilledAt: number
}

export const fullBudget: NegotiationBudget = { left: maxNegotiationBurst, refilledAt: 0 }

/** @returns what is left after one more, or undefined when nothing was left */
export function spend(budget: NegotiationBudget, now: number): NegotiationBudget | undefined {
  const refills = Math.max(0, Math.floor((now - budget.refilledAt) / negotiationRefillMs))
  const left = Math.min(maxNegotiationBurst, budget.left + refills)
  if (left === 0) return undefined
  const refilledAt = left === maxNegotiationBurst ? now : budget.refilledAt + refills * negotiationRefillMs
  return { left: left - 1, refilledAt }
}
