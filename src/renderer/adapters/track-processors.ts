import type { CaptureKind } from '../core/ports/errors.ts'
import type { TrackProcessor, TrackProcessors } from '../core/ports/track-processor.ts'
import type { Preferences } from '../../shared/preferences.ts'

interface ProcessorEntry {
  readonly kind: CaptureKind
  readonly isWanted: (preferences: Preferences) => boolean
  readonly create: () => TrackProcessor
}

/**
 * Every processor there is, in the order in which they run. To add one: write it in a file of its own, list
 * it here, and give it a preference (src/shared/preferences.ts). Its contract is
 * testing/contracts/track-processor.ts.
 */
const entries: ReadonlyMap<string, ProcessorEntry> = new Map()

export const trackProcessors: TrackProcessors = {
  wanted: (kind, preferences) =>
    [...entries]
      .filter(([, entry]) => entry.kind === kind && entry.isWanted(preferences))
      .map(([name]) => name),
  create: (name) => {
    const entry = entries.get(name)
    if (!entry) throw new Error(`no processor is called ${name}`)
    return entry.create()
  },
}
