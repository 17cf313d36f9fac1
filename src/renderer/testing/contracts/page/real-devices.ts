import { createLevelMeter } from '../../../adapters/level-meter.ts'
import { createMediaDevices } from '../../../adapters/media-devices.ts'
import type { TrackHandle } from '../../../core/ports/media-handles.ts'
import type { CaptureSettings } from '../../../core/ports/capture-settings.ts'
import type { CaptureHarness } from '../capture-harness.ts'
import type { LevelMeterHarness } from '../level-meter.ts'
import { realSteps } from './real-time.ts'

/** The browser's own devices, which its command line has replaced by files. */
export function realCaptureHarness(): CaptureHarness {
  const devices = navigator.mediaDevices
  const ask = devices.getUserMedia.bind(devices)
  let questions = 0
  devices.getUserMedia = (constraints) => {
    questions++
    return ask(constraints)
  }
  return {
    ...realSteps,
    capture: createMediaDevices(devices),
    isLive: (track) => asTrack(track).readyState === 'live',
    unplug: (track) => {
      // A page cannot unplug a device; this is what the browser does when somebody has.
      asTrack(track).stop()
      asTrack(track).dispatchEvent(new Event('ended'))
    },
    devicesChange: () => {
      devices.dispatchEvent(new Event('devicechange'))
    },
    questions: () => questions,
    settings: (track) => {
      const { echoCancellation, noiseSuppression, autoGainControl, height } = asTrack(track).getSettings()
      return {
        echoCancellation,
        noiseSuppression,
        autoGainControl,
        cameraHeight: height,
      } as Partial<CaptureSettings>
    },
    shows: (stream, track) => stream instanceof MediaStream && stream.getTracks().includes(asTrack(track)),
  }
}

export function realLevelMeterHarness(): LevelMeterHarness {
  const own = visavisHoldings().audioContexts + 1
  const audio = new AudioContext()
  const microphone = (sounds: 'loud' | 'silent'): MediaStreamTrack => {
    const tone = new OscillatorNode(audio, { frequency: 440 })
    const volume = new GainNode(audio, { gain: sounds === 'loud' ? 1 : 0 })
    const out = audio.createMediaStreamDestination()
    tone.connect(volume).connect(out)
    tone.start()
    const [track] = out.stream.getAudioTracks()
    if (!track) throw new Error('no track from Web Audio')
    return track
  }
  return {
    ...realSteps,
    meter: createLevelMeter(),
    microphone,
    stream: (sounds) => new MediaStream(sounds === 'loud' ? [microphone('loud')] : []),
    left: () => {
      const { audioContexts, intervals } = visavisHoldings()
      return audioContexts + intervals - own
    },
  }
}

function asTrack(handle: TrackHandle): MediaStreamTrack {
  if (handle instanceof MediaStreamTrack) return handle
  throw new Error('not a track of this browser')
}
