import type { Dispose } from '../lib/dispose.ts'
import type { TrackHandle } from '../ports/media-handles.ts'
import type { Clock } from '../lib/clock.ts'
import type { LevelMeter } from '../ports/level-meter.ts'

/** A level that speech reaches and a quiet room does not (−30 dBFS), on LevelMeter's scale. */
const speechLevel = 0.5
/** So many loud readings in a row, at about 15 a second: speech, not a dropped pen. */
const speechReadings = 8
/** Said once, then not again for this long, ms. */
const quietMs = 20_000

/** Notices when somebody talks into a microphone they have muted. */
export function watchMutedTalking(
  levels: LevelMeter,
  clock: Clock,
  onTalking: () => void,
): { watch(track: TrackHandle | undefined): void } {
  let watched: TrackHandle | undefined
  let stop: Dispose | undefined
  let loud = 0
  let saidAt = -Infinity

  function hear(level: number): void {
    loud = level >= speechLevel ? loud + 1 : 0
    if (loud < speechReadings || clock.now() - saidAt < quietMs) return
    saidAt = clock.now()
    onTalking()
  }

  return {
    watch: (track) => {
      if (track === watched) return
      stop?.()
      loud = 0
      watched = track
      stop = track && levels.watch(track, hear)
    },
  }
}
