import type { Companion } from '../../../shared/companion.ts'
import type { CallSummary } from '../../../shared/ipc.ts'

export interface Surroundings {
  /** The main window is minimised or hidden. */
  readonly mainIsAway: boolean
  /** The setting. */
  readonly miniWindow: boolean
  /** The system keeps windows on top, and says whether the main one is minimised. */
  readonly canFloat: boolean
}

/**
 * Which small window there should be now; null for none. Never two: the bar shows the others as well, and whoever shares
 * must not lose sight of it.
 */
export function wantedCompanion(
  call: CallSummary,
  { mainIsAway, miniWindow, canFloat }: Surroundings,
): Companion | null {
  if (call.status !== 'in-call' || !canFloat) return null
  if (call.sharing) return 'share-bar'
  return mainIsAway && miniWindow ? 'mini' : null
}
