import type { LocalTracks } from '../ports/peer-connection.ts'
import { sending, type MediaState } from './state.ts'

/** What a participant says they are sending, so that "off" is shown as off and not as a frozen frame. */
export interface SentMedia {
  readonly microphone: boolean
  readonly camera: boolean
  readonly screen: boolean
}

/** What goes into the transceiver slots of every peer connection. */
export function tracksOf({ microphone, camera, screen }: MediaState): LocalTracks {
  return {
    microphone: sending(microphone)?.output ?? null,
    camera: sending(camera)?.output ?? null,
    screenVideo: screen.status === 'sharing' ? screen.video : null,
    screenAudio: screen.status === 'sharing' ? (screen.audio ?? null) : null,
    ...(screen.status === 'sharing' ? { screenContent: screen.quality.content } : {}),
  }
}

export function sameTracks(a: LocalTracks, b: LocalTracks): boolean {
  return (
    a.microphone === b.microphone &&
    a.camera === b.camera &&
    a.screenVideo === b.screenVideo &&
    a.screenAudio === b.screenAudio &&
    a.screenContent === b.screenContent
  )
}

export function sentMediaOf({ microphone, camera, screenVideo }: LocalTracks): SentMedia {
  return { microphone: microphone !== null, camera: camera !== null, screen: screenVideo !== null }
}
