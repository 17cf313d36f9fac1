import type { TrackHandle } from '../core/ports/media-handles.ts'
import type { LocalTracks } from '../core/ports/peer-connection.ts'
import type { Logger } from '../core/lib/logger.ts'
import { preferCodecs } from './codecs.ts'
import type { ShareContent } from '../core/ports/share-quality.ts'
import { firstPictureEncoding, fullSizeAfterMs, goFullSize, startSmall } from './first-picture.ts'
import { preferForScreen } from './screen-sender.ts'

type PlaceName = Exclude<keyof LocalTracks, 'screenContent'>

/**
 * Every connection has the same four places from its first offer on, so that muting, switching devices and
 * sharing a screen never renegotiate and work while the server is away
 * (docs/adr/0004-one-fixed-media-layout.md).
 */
const places = [
  { name: 'microphone', kind: 'audio', stream: 'camera' },
  { name: 'camera', kind: 'video', stream: 'camera' },
  { name: 'screenVideo', kind: 'video', stream: 'screen' },
  { name: 'screenAudio', kind: 'audio', stream: 'screen' },
] as const satisfies readonly {
  name: PlaceName
  kind: 'audio' | 'video'
  stream: 'camera' | 'screen'
}[]

export interface MediaLayout {
  /** Lays the places out; before the first offer. */
  offer(): void
  /** Takes the places of an offer that has just been set as the remote description. */
  answer(): void
  send(tracks: LocalTracks): void
  /** The connection is made: the camera goes to full size after a moment. */
  connected(): void
  /** The other side's streams, once; undefined before they are there and after they were told. */
  received(): { camera: MediaStream; screen: MediaStream } | undefined
  dispose(): void
}

export function createMediaLayout(pc: RTCPeerConnection, initial: LocalTracks, logger: Logger): MediaLayout {
  let tracks = initial
  let transceivers: readonly (RTCRtpTransceiver | undefined)[] = []
  const asked = new Map<PlaceName, MediaStreamTrack | null>()
  let told = false
  let preferred: ShareContent | undefined
  let disposed = false
  let growing: ReturnType<typeof setTimeout> | undefined
  // Empty local streams that only lend their ids: tracks of one stream are played in step.
  const streams = { camera: new MediaStream(), screen: new MediaStream() }

  function replaceTracks(): void {
    places.forEach((place, index) => {
      const sender = transceivers[index]?.sender
      const track = asTrack(tracks[place.name])
      if (!sender || asked.get(place.name) === track) return
      // What was asked for last, not what is sent now: a change that is under way would undo this one.
      asked.set(place.name, track)
      sender.replaceTrack(track).catch((cause: unknown) => {
        if (disposed) return
        if (asked.get(place.name) === track) asked.delete(place.name)
        logger.warn('track-not-replaced', {
          place: place.name,
          cause: cause instanceof Error ? cause.name : 'unknown',
        })
      })
    })
  }

  function preferScreen(): void {
    const sender = transceivers[placeOf('screenVideo')]?.sender
    const { screenContent } = tracks
    if (!sender || screenContent === undefined || screenContent === preferred) return
    preferred = screenContent
    preferForScreen(sender, screenContent, logger)
  }

  return {
    offer: () => {
      transceivers = places.map((place) => {
        const track = asTrack(tracks[place.name])
        asked.set(place.name, track)
        return pc.addTransceiver(track ?? place.kind, {
          direction: 'sendrecv',
          streams: [streams[place.stream]],
          ...(place.name === 'camera' ? { sendEncodings: [{ ...firstPictureEncoding }] } : {}),
        })
      })
      transceivers.forEach(preferCodecs)
      preferScreen()
    },
    answer: () => {
      if (transceivers.length > 0) return
      const offered = pc.getTransceivers()
      const video = offered.filter((transceiver) => transceiver.receiver.track.kind === 'video')
      const audio = offered.filter((transceiver) => transceiver.receiver.track.kind === 'audio')
      transceivers = [audio[0], video[0], video[1], audio[1]]
      transceivers.forEach((transceiver, index) => {
        const place = places[index]
        if (!transceiver || !place) return
        transceiver.direction = 'sendrecv'
        transceiver.sender.setStreams(streams[place.stream])
        if (place.name === 'camera') startSmall(transceiver.sender, logger)
      })
      replaceTracks()
      preferScreen()
    },
    send: (next) => {
      if (disposed) return
      tracks = next
      replaceTracks()
      preferScreen()
    },
    connected: () => {
      growing ??= setTimeout(() => {
        const camera = transceivers[placeOf('camera')]
        if (camera) goFullSize(camera.sender, logger)
      }, fullSizeAfterMs)
    },
    received: () => {
      if (told || transceivers.length === 0) return undefined
      told = true
      const [microphone, camera, screenVideo, screenAudio] = transceivers.map(
        (transceiver) => transceiver?.receiver.track,
      )
      return { camera: streamOf(microphone, camera), screen: streamOf(screenVideo, screenAudio) }
    },
    dispose: () => {
      disposed = true
      clearTimeout(growing)
    },
  }
}

function placeOf(name: PlaceName): number {
  return places.findIndex((place) => place.name === name)
}

function streamOf(...tracks: readonly (MediaStreamTrack | undefined)[]): MediaStream {
  return new MediaStream(tracks.filter((track) => track !== undefined))
}

function asTrack(handle: TrackHandle | null): MediaStreamTrack | null {
  return handle instanceof MediaStreamTrack ? handle : null
}
