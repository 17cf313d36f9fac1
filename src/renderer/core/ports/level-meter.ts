import type { Dispose } from '../lib/dispose.ts'
import type { StreamHandle, TrackHandle } from './media-handles.ts'

export interface LevelMeter {
  /**
   * Calls back about 15 times a second, until disposed, with the level on a decibel scale:
   * 0 is −60 dBFS and below, 1 is full scale.
   */
  watch(source: StreamHandle | TrackHandle, listener: (level: number) => void): Dispose
}
