import type { IceServer } from '@visavis/signaling-server/protocol'
import Peer from 'simple-peer/simplepeer.min.js'
import { maxEarlyCandidates } from '../core/lib/limits.ts'
import type { LinkSignal } from '../core/ports/peer-connection.ts'
import type { Link, LinkEvents, LinkOptions, LinkPort, LocalTracks } from '../core/ports/peer-connection.ts'
import type { Logger } from '../core/lib/logger.ts'
import { createMediaLayout, type MediaLayout } from './media-layout.ts'
import { withStartBitrate } from './start-bitrate.ts'

/** Direct connections by simple-peer, kept from its known faults (docs/adr/0004-one-fixed-media-layout.md). */
export function createSimplePeerLinks(logger: Logger): LinkPort {
  return { open: (options, events) => new SimplePeerLink(options, events, logger) }
}

class SimplePeerLink implements Link {
  readonly #peer: Peer
  readonly #pc: RTCPeerConnection
  readonly #layout: MediaLayout
  readonly #events: LinkEvents
  readonly #logger: Logger
  readonly #initiator: boolean
  #earlyCandidates: RTCIceCandidateInit[] = []
  #over = false

  constructor(options: LinkOptions, events: LinkEvents, logger: Logger) {
    this.#events = events
    this.#logger = logger
    this.#initiator = options.role === 'initiator'
    this.#peer = new Peer({
      initiator: this.#initiator,
      config: {
        iceServers: copyIceServers(options.iceServers),
        iceTransportPolicy: options.relayOnly ? 'relay' : 'all',
        bundlePolicy: 'max-bundle',
      },
      objectMode: true,
    })
    this.#pc = this.#peer._pc
    try {
      this.#layout = createMediaLayout(this.#pc, options.tracks, logger)
      // simple-peer makes its first offer in a later task, so what is laid out now is in it.
      if (this.#initiator) this.#layout.offer()
    } catch (cause) {
      // Nobody gets hold of an object whose constructor throws, so nobody else could close it.
      this.#peer.destroy()
      throw cause
    }

    this.#pc.addEventListener('signalingstatechange', this.#onSignalingState)
    this.#pc.addEventListener('connectionstatechange', this.#onConnectionState)
    this.#peer.on('signal', (signal) => {
      // The others ask for a renegotiation, which the fixed layout never needs.
      if (!this.#over && ('sdp' in signal || 'candidate' in signal)) events.signal(signal)
    })
    this.#peer.on('connect', () => {
      if (!this.#over) events.channelOpen()
    })
    this.#peer.on('data', (data) => {
      if (this.#over) return
      // Text only; whoever reads it counts and drops what is none.
      events.text(typeof data === 'string' ? data : '')
    })
    this.#peer.on('error', (error) => {
      this.#end(error.code ?? error.name)
    })
    this.#peer.on('close', () => {
      this.#end('closed')
    })
  }

  signal(signal: LinkSignal): void {
    if (this.#over) return
    if (signal.type === 'candidate') {
      this.#addCandidate(signal.candidate)
      return
    }
    const expected = signal.type === 'offer' ? 'stable' : 'have-local-offer'
    // Only the initiator offers: one that answered as well would have two offers crossing each other.
    if ((signal.type === 'offer') === this.#initiator || this.#pc.signalingState !== expected) {
      this.#logger.info('description-dropped', { type: signal.type, state: this.#pc.signalingState })
      return
    }
    this.#peer.signal({ type: signal.type, sdp: withStartBitrate(signal.sdp) })
  }

  restartIce(): void {
    if (this.#over || this.#pc.signalingState !== 'stable') return
    this.#pc.restartIce()
    this.#peer.negotiate()
  }

  send(text: string): boolean {
    if (this.#over || !this.#peer.connected) return false
    try {
      this.#peer.send(text)
      return true
    } catch (cause) {
      // The channel can close between the check and the call; its close event follows.
      this.#logger.info('channel-send-failed', { cause: cause instanceof Error ? cause.name : 'unknown' })
      return false
    }
  }

  setTracks(tracks: LocalTracks): void {
    if (!this.#over) this.#layout.send(tracks)
  }

  setIceServers(iceServers: readonly IceServer[]): void {
    if (this.#over) return
    this.#pc.setConfiguration({ ...this.#pc.getConfiguration(), iceServers: copyIceServers(iceServers) })
  }

  close(): void {
    if (this.#over) return
    this.#release()
    this.#peer.destroy()
  }

  readonly #onSignalingState = (): void => {
    const { signalingState } = this.#pc
    if (this.#over) return
    if (signalingState === 'have-remote-offer') this.#layout.answer()
    const described =
      signalingState === 'have-remote-offer' || (this.#initiator && signalingState === 'stable')
    if (!described) return
    const early = this.#earlyCandidates
    this.#earlyCandidates = []
    for (const candidate of early) this.#addCandidate(candidate)
    const streams = this.#layout.received()
    if (streams) this.#events.streams(streams.camera, streams.screen)
  }

  readonly #onConnectionState = (): void => {
    const { connectionState } = this.#pc
    if (this.#over) return
    // `failed` makes simple-peer destroy itself, which ends in #end.
    if (connectionState === 'connected') this.#layout.connected()
    if (connectionState === 'connected' || connectionState === 'disconnected')
      this.#events.state(connectionState)
  }

  /** Not through simple-peer, which destroys itself over a candidate it cannot use. */
  #addCandidate(candidate: RTCIceCandidateInit): void {
    if (this.#pc.remoteDescription === null) {
      if (this.#earlyCandidates.length < maxEarlyCandidates) this.#earlyCandidates.push(candidate)
      return
    }
    this.#pc.addIceCandidate(candidate).catch((cause: unknown) => {
      this.#logger.info('candidate-dropped', { cause: cause instanceof Error ? cause.name : 'unknown' })
    })
  }

  #end(reason: string): void {
    if (this.#over) return
    this.#release()
    this.#peer.destroy()
    this.#events.state('failed', reason)
  }

  #release(): void {
    this.#over = true
    this.#layout.dispose()
    this.#pc.removeEventListener('signalingstatechange', this.#onSignalingState)
    this.#pc.removeEventListener('connectionstatechange', this.#onConnectionState)
    // simple-peer leaves this timer and this handler behind when it is destroyed.
    if (this.#peer._iceCompleteTimer !== null) clearTimeout(this.#peer._iceCompleteTimer)
    this.#pc.onconnectionstatechange = null
  }
}

function copyIceServers(iceServers: readonly IceServer[]): RTCIceServer[] {
  return iceServers.map((server) => ({ ...server }))
}
