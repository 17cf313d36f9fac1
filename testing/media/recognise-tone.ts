export interface Heard {
  /** The loudest frequency in Hz, or null for silence. */
  readonly toneHz: number | null
  /** Loudest moment as root mean square of the samples, 0 to 1. */
  readonly level: number
}

/** RMS below which the sound counts as silence (about -50 dBFS). */
const silence = 0.003
const fftSize = 4096

// Taken before leaks.ts replaces the constructor, so that the context of the probe is not counted.
const OwnAudioContext = AudioContext
let sharedContext: AudioContext | undefined

/** Measures the remote audio of an element: of its own stream, or of the audio elements in its tile. */
export async function loudestTone(element: Element, forMs = 600): Promise<Heard> {
  const stream = soundOf(element)
  if (stream === undefined) return { toneHz: null, level: 0 }
  sharedContext ??= new OwnAudioContext()
  await sharedContext.resume()
  const source = sharedContext.createMediaStreamSource(stream)
  const analyser = new AnalyserNode(sharedContext, { fftSize, smoothingTimeConstant: 0 })
  source.connect(analyser)
  try {
    return await measure(analyser, forMs)
  } finally {
    source.disconnect()
  }
}

function soundOf(element: Element): MediaStream | undefined {
  const players = [element, ...element.querySelectorAll('audio, video')]
  // A tile may play sound apart from the picture, so that hiding the picture does not silence it.
  const tile = element.parentElement
  if (tile !== null) players.push(...tile.querySelectorAll('audio'))
  for (const player of players) {
    if (!(player instanceof HTMLMediaElement) || player.muted) continue
    const stream = player.srcObject
    if (stream instanceof MediaStream && stream.getAudioTracks().length > 0) return stream
  }
  return undefined
}

/** Keeps the maximum of each frequency bin over the whole time, so that a pulsed tone is not missed. */
function measure(analyser: AnalyserNode, forMs: number): Promise<Heard> {
  const strongest = new Float32Array(analyser.frequencyBinCount).fill(-Infinity)
  const now = new Float32Array(analyser.frequencyBinCount)
  const samples = new Float32Array(analyser.fftSize)
  let level = 0
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      analyser.getFloatTimeDomainData(samples)
      level = Math.max(level, Math.hypot(...samples) / Math.sqrt(samples.length))
      analyser.getFloatFrequencyData(now)
      now.forEach((decibels, bin) => (strongest[bin] = Math.max(strongest[bin] ?? -Infinity, decibels)))
    }, 25)
    setTimeout(() => {
      clearInterval(timer)
      const bin = strongest.indexOf(strongest.reduce((best, decibels) => Math.max(best, decibels)))
      const toneHz = Math.round((bin * analyser.context.sampleRate) / analyser.fftSize)
      resolve(level < silence ? { toneHz: null, level } : { toneHz, level: Math.round(level * 1000) / 1000 })
    }, forMs)
  })
}
