import type { Companion } from '../../../shared/companion.ts'
import type { Dispose } from '../lib/dispose.ts'

/** The small windows beside the main one. Only the desktop app has them. */
export interface Companions {
  /** From now on there is to be this one; null for none. */
  onWanted(listener: (companion: Companion | null) => void): Dispose
  /** Opens its window; disposing closes it. */
  open(companion: Companion, handlers: CompanionHandlers): Dispose
}

export interface CompanionHandlers {
  /** It is there: what is put into this element shows in it. At most once. */
  ready(surface: SurfaceHandle): void
  /** It is gone, or never came, without having been disposed of. At most once, and the last that is heard. */
  closed(): void
}

/** An element in a window; only adapters and the UI look inside. */
export interface SurfaceHandle {
  readonly id: string
}
