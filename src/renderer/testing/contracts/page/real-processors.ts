import type { TrackHandle } from '../../../core/ports/media-handles.ts'
import type { TrackProcessor } from '../../../core/ports/track-processor.ts'
import type { TrackProcessorHarness } from '../track-processor.ts'
import { realSteps } from './real-time.ts'

/** The smallest real processor: sound through a gain of 1. It shows that the contract can be kept in a browser. */
function createUnityGain(): TrackProcessor {
  let context: AudioContext | undefined
  let output: MediaStreamTrack | undefined
  return {
    name: 'unity-gain',
    start: async () => {
      context = new AudioContext()
      await context.resume()
    },
    process: (input) => {
      if (!context || !(input instanceof MediaStreamTrack)) throw new Error('not started')
      const destination = context.createMediaStreamDestination()
      context
        .createMediaStreamSource(new MediaStream([input]))
        .connect(new GainNode(context))
        .connect(destination)
      output = destination.stream.getAudioTracks()[0]
      if (!output) throw new Error('no output track')
      return Promise.resolve(output)
    },
    stop: () => {
      output?.stop()
      if (context && context.state !== 'closed') void context.close()
    },
  }
}

export function realProcessorHarness(): TrackProcessorHarness {
  return {
    ...realSteps,
    create: createUnityGain,
    source: async (): Promise<TrackHandle> => {
      const [track] = (await navigator.mediaDevices.getUserMedia({ audio: true })).getAudioTracks()
      if (!track) throw new Error('no microphone')
      return track
    },
    isLive: (track) => track instanceof MediaStreamTrack && track.readyState === 'live',
  }
}
