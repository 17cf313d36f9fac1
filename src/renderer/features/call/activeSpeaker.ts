/** Below this loudness (0–1, see loudness.ts) nobody speaks. */
const speaksFrom = 0.35
/** How much louder another must be to take over while the first still speaks: no flicker between two. */
const takeoverBy = 0.15
/** Milliseconds for which someone stays marked through the pauses of speech. */
const holdMs = 900
/** Weight of a new measurement in the running mean, at about 15 a second. */
const weight = 0.4

/** Follows everyone's loudness and says who is speaking. Time comes in as an argument, in ms. */
export function createActiveSpeaker() {
  const levels = new Map<string, number>()
  let active: string | undefined
  let lastHeard = 0

  return {
    report(who: string, loud: number, now: number): string | undefined {
      const level = loud === 0 ? 0 : (levels.get(who) ?? 0) * (1 - weight) + loud * weight
      levels.set(who, level)
      const speaks = level >= speaksFrom
      if (who === active) {
        if (speaks) lastHeard = now
        else if (now - lastHeard > holdMs) active = undefined
      } else if (speaks) {
        const activeIsQuiet = active === undefined || now - lastHeard > holdMs
        if (activeIsQuiet || level > (levels.get(active ?? '') ?? 0) + takeoverBy) {
          active = who
          lastHeard = now
        }
      }
      return active
    },
  }
}
