/** Quieter than this counts as silence, in decibels below full scale; quiet rooms are around -55. */
const floorDb = -55
/** A voice close to a good microphone peaks here. */
const ceilingDb = -10

/** How loud a level (amplitude, 0–1) seems to people, 0–1: hearing is logarithmic. */
export function loudness(level: number): number {
  if (level <= 0) return 0
  const db = 20 * Math.log10(level)
  return Math.min(1, Math.max(0, (db - floorDb) / (ceilingDb - floorDb)))
}
