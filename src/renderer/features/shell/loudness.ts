/** Decibels below full scale that the level meter calls 0; see LevelMeter in core/ui-ports.ts. */
const meterRangeDb = 60
/** Quieter than this counts as silence: quiet rooms are around -55. */
const floorDb = -52
/** A voice close to a good microphone peaks here. */
const ceilingDb = -10

/** How loud a measured level (0–1, on the meter's decibel scale) seems to people, 0–1: a voice fills the range. */
export function loudness(level: number): number {
  const db = (level - 1) * meterRangeDb
  return Math.min(1, Math.max(0, (db - floorDb) / (ceilingDb - floorDb)))
}
