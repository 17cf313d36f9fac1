import type { Preferences } from '../../../shared/preferences.ts'
import type { CaptureKind } from './errors.ts'
import type { TrackHandle } from './media-handles.ts'

/** One step between a device and what is sent of it, such as noise suppression or a blurred background. */
export interface TrackProcessor {
  /** For the log. */
  readonly name: string
  /** Loads what it needs. Rejects when it cannot run here. */
  start(): Promise<void>
  /**
   * Called once, after `start`. `input` stays open and belongs to the caller.
   * @returns the processed track, of the same kind; it ends with `stop`
   */
  process(input: TrackHandle): Promise<TrackHandle>
  /** Ends the processed track and frees everything it holds. Harmless at any time, and twice. */
  stop(): void
}

/** The processors there are. An adapter lists them; each is a file of its own. */
export interface TrackProcessors {
  /** The names of those that the preferences ask for, in the order in which they run. */
  wanted(kind: CaptureKind, preferences: Preferences): readonly string[]
  create(name: string): TrackProcessor
}
