/**
 * The parts of simple-peer 9.11.1 that simple-peer-link.ts uses. The browser build is imported because a
 * plain import dies in a bundle with "global is not defined". Underscored members are internals that the
 * link needs to mend what simple-peer cannot; the version is pinned.
 */
declare module 'simple-peer/simplepeer.min.js' {
  export interface PeerOptions {
    initiator: boolean
    /** Always given: simple-peer's default names other people's STUN servers. */
    config: RTCConfiguration
    /** Strings sent arrive as strings. */
    objectMode: true
  }

  export type PeerSignal =
    | { type: 'offer' | 'answer'; sdp: string }
    | {
        type: 'candidate'
        candidate: { candidate: string; sdpMLineIndex: number | null; sdpMid: string | null }
      }
    | { type: 'renegotiate' | 'transceiverRequest' }

  export default class Peer {
    constructor(options: PeerOptions)
    readonly destroyed: boolean
    readonly connected: boolean
    readonly _pc: RTCPeerConnection
    readonly _iceCompleteTimer: ReturnType<typeof setTimeout> | null
    signal(data: { type: 'offer' | 'answer'; sdp: string }): void
    send(text: string): void
    negotiate(): void
    destroy(): void
    on(event: 'signal', listener: (signal: PeerSignal) => void): this
    on(event: 'connect' | 'close', listener: () => void): this
    on(event: 'data', listener: (data: string | Uint8Array) => void): this
    on(event: 'error', listener: (error: Error & { code?: string }) => void): this
  }
}
