import type { LevelMeter } from '../core/ports/level-meter.ts'

/** Milliseconds between readings; a timer, because animation frames stop in a hidden window. */
const intervalMs = 66
/** What counts as silence, dB below full scale: the bottom of the scale. */
const floorDb = -60

/** Levels by Web Audio. The context exists only while somebody watches. */
export function createLevelMeter(): LevelMeter {
  let context: AudioContext | undefined
  let watchers = 0

  return {
    watch: (source, listener) => {
      const stream = source instanceof MediaStreamTrack ? new MediaStream([source]) : source
      if (!(stream instanceof MediaStream) || stream.getAudioTracks().length === 0) return () => undefined

      context ??= new AudioContext()
      watchers++
      const audio = context
      const node = audio.createMediaStreamSource(stream)
      const analyser = audio.createAnalyser()
      analyser.fftSize = 1024
      node.connect(analyser)
      const samples = new Float32Array(analyser.fftSize)
      const timer = setInterval(() => {
        // A context made before the first click sleeps until there was one.
        if (audio.state === 'suspended') void audio.resume()
        analyser.getFloatTimeDomainData(samples)
        listener(levelOf(samples))
      }, intervalMs)

      let watching = true
      return () => {
        if (!watching) return
        watching = false
        clearInterval(timer)
        node.disconnect()
        watchers--
        if (watchers > 0) return
        context = undefined
        void audio.close()
      }
    },
  }
}

/** Root mean square on a decibel scale, 0 (−60 dBFS and below) to 1 (full scale). */
function levelOf(samples: Float32Array): number {
  let sum = 0
  for (const sample of samples) sum += sample * sample
  const db = 10 * Math.log10(sum / samples.length + Number.MIN_VALUE)
  return Math.min(1, Math.max(0, 1 - db / floorDb))
}
