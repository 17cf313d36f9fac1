import type { SpeakerTest } from '../core/ports/speaker-test.ts'

/** Two notes, a fourth apart: Hz, and seconds from the start. */
const notes = [
  { frequency: 440, from: 0 },
  { frequency: 587.33, from: 0.35 },
] as const
const noteSeconds = 0.55
/** Gain: well audible, and no fright at full volume. */
const volume = 0.2
const totalMs = 1_000

/** A tone of our own making, so that nothing has to be fetched. */
export const speakerTest: SpeakerTest = {
  play: async (speaker) => {
    const context = new AudioContext()
    const player = new Audio()
    try {
      const out = context.createMediaStreamDestination()
      for (const { frequency, from } of notes) ring(context, out, frequency, context.currentTime + from)
      player.srcObject = out.stream
      if (speaker !== undefined) await player.setSinkId(speaker)
      await context.resume()
      await player.play()
      await new Promise((resolve) => setTimeout(resolve, totalMs))
    } finally {
      player.srcObject = null
      await context.close()
    }
  },
}

/** Struck at once and fading out, without the clicks of a wave that is cut off. */
function ring(context: AudioContext, out: AudioNode, frequency: number, at: number): void {
  const tone = new OscillatorNode(context, { frequency })
  const gain = new GainNode(context, { gain: 0 })
  gain.gain.setValueAtTime(0, at)
  gain.gain.linearRampToValueAtTime(volume, at + 0.02)
  gain.gain.exponentialRampToValueAtTime(0.001, at + noteSeconds)
  tone.connect(gain).connect(out)
  tone.start(at)
  tone.stop(at + noteSeconds)
}
