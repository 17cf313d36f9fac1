import type { IceServer } from '@visavis/signaling-server/protocol'
import type { StreamHandle, TrackHandle } from './media-handles.ts'
import type { ShareContent } from './share-quality.ts'

/** A trickled ICE candidate (RTCIceCandidateInit). At least one of the two places is given. */
export interface Candidate {
  readonly candidate: string
  readonly sdpMid: string | null
  readonly sdpMLineIndex: number | null
}

/** What the two sides of a connection negotiate by. */
export type LinkSignal =
  | { readonly type: 'offer' | 'answer'; readonly sdp: string }
  | { readonly type: 'candidate'; readonly candidate: Candidate }

/** The direct connection to one participant. */
export interface Link {
  /** Feeds a validated signal of the other side. What does not fit the moment is logged and dropped. */
  signal(signal: LinkSignal): void
  /** Only on the initiator's side: gathers anew and offers, keeping the connection's media alive. */
  restartIce(): void
  /** Sends text over the data channel. @returns false when it is not open */
  send(text: string): boolean
  /** Changes what it sends, without renegotiating. */
  setTracks(tracks: LocalTracks): void
  /** Fresh servers, used when it next gathers. */
  setIceServers(iceServers: readonly IceServer[]): void
  /** Ends it and frees all it holds: from then on it sends nothing. No event follows. */
  close(): void
}

export interface LinkEvents {
  /** To be carried to the other side, in order. */
  signal(signal: LinkSignal): void
  /**
   * connected: media and data can flow. disconnected: the path is interrupted and may come back.
   * failed: over; the link frees itself and this is its last event.
   */
  state(state: 'connected' | 'disconnected' | 'failed', reason?: string): void
  channelOpen(): void
  text(text: string): void
  /** The other side's streams; they exist from the first description on and stay the same. */
  streams(camera: StreamHandle, screen: StreamHandle): void
}

/** What this side sends, by fixed place; null sends nothing there. */
export interface LocalTracks {
  readonly microphone: TrackHandle | null
  readonly camera: TrackHandle | null
  readonly screenVideo: TrackHandle | null
  readonly screenAudio: TrackHandle | null
  /** What suffers first on a slow path: frames with text, sharpness with motion. Text where nothing is said. */
  readonly screenContent?: ShareContent
}

export interface LinkOptions {
  readonly role: LinkRole
  readonly iceServers: readonly IceServer[]
  /** Only paths through a TURN server: the other side does not learn this computer's address. */
  readonly relayOnly: boolean
  readonly tracks: LocalTracks
}

/** The initiator makes every offer (docs/protocol.md, "Who initiates"). */
export type LinkRole = 'initiator' | 'answerer'

/** Keeps no list of what it has opened: core/mesh/peer-connections.ts owns them all. */
export interface LinkPort {
  open(options: LinkOptions, events: LinkEvents): Link
}
