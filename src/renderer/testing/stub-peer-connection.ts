/**
 * An RTCPeerConnection without a network, for tests of the adapter: it can be negotiated with, and says what each of
 * its senders sends. Only what simple-peer and the adapter use is there.
 */
export class StubPeerConnection extends EventTarget {
  /** All that were ever made, oldest first. */
  static readonly all: StubPeerConnection[] = []
  /** How many are open. */
  static get open(): readonly StubPeerConnection[] {
    return StubPeerConnection.all.filter(({ signalingState }) => signalingState !== 'closed')
  }

  signalingState: RTCSignalingState = 'stable'
  connectionState: RTCPeerConnectionState = 'new'
  iceConnectionState: RTCIceConnectionState = 'new'
  iceGatheringState: RTCIceGatheringState = 'new'
  localDescription: RTCSessionDescriptionInit | null = null
  remoteDescription: RTCSessionDescriptionInit | null = null
  onsignalingstatechange: (() => void) | null = null
  onconnectionstatechange: (() => void) | null = null
  readonly candidates: RTCIceCandidateInit[] = []
  readonly transceivers: StubTransceiver[] = []

  constructor() {
    super()
    StubPeerConnection.all.push(this)
  }

  /** What it sends now, by id of the track. */
  get sent(): readonly string[] {
    if (this.signalingState === 'closed') return []
    return this.transceivers.flatMap(({ sender }) => sender.track?.id ?? [])
  }

  createDataChannel(): object {
    return { readyState: 'connecting', bufferedAmountLowThreshold: 0, close: () => undefined }
  }

  addTransceiver(trackOrKind: StubTrack | string): StubTransceiver {
    const track = typeof trackOrKind === 'string' ? null : trackOrKind
    const kind = typeof trackOrKind === 'string' ? trackOrKind : trackOrKind.kind
    const transceiver = new StubTransceiver(kind, track)
    this.transceivers.push(transceiver)
    return transceiver
  }

  getTransceivers(): readonly StubTransceiver[] {
    return this.transceivers
  }

  getStats(): Promise<Map<string, object>> {
    return Promise.resolve(new Map())
  }

  getConfiguration(): RTCConfiguration {
    return {}
  }

  setConfiguration(): void {
    if (this.signalingState === 'closed') throw new DOMException('closed', 'InvalidStateError')
  }

  createOffer(): Promise<RTCSessionDescriptionInit> {
    return Promise.resolve({ type: 'offer', sdp: 'v=0' })
  }

  createAnswer(): Promise<RTCSessionDescriptionInit> {
    return Promise.resolve({ type: 'answer', sdp: 'v=0' })
  }

  setLocalDescription(description: RTCSessionDescriptionInit): Promise<void> {
    this.localDescription = description
    this.#enter(description.type === 'offer' ? 'have-local-offer' : 'stable')
    return Promise.resolve()
  }

  setRemoteDescription(description: RTCSessionDescriptionInit): Promise<void> {
    this.remoteDescription = description
    if (description.type === 'offer' && this.transceivers.length === 0) {
      for (const kind of ['audio', 'video', 'video', 'audio']) this.addTransceiver(kind)
    }
    this.#enter(description.type === 'offer' ? 'have-remote-offer' : 'stable')
    return Promise.resolve()
  }

  addIceCandidate(candidate: RTCIceCandidateInit): Promise<void> {
    this.candidates.push(candidate)
    return Promise.resolve()
  }

  close(): void {
    this.signalingState = 'closed'
    this.connectionState = 'closed'
  }

  #enter(state: RTCSignalingState): void {
    this.signalingState = state
    this.onsignalingstatechange?.()
    this.dispatchEvent(new Event('signalingstatechange'))
  }
}

/** As simple-peer makes one from a signal. */
export class StubDescription {
  readonly type: RTCSdpType
  readonly sdp: string

  constructor({ type, sdp = '' }: RTCSessionDescriptionInit) {
    this.type = type
    this.sdp = sdp
  }
}

export class StubTrack {
  readonly id: string
  readonly kind: string

  constructor(kind = 'video', id = 'track') {
    this.kind = kind
    this.id = id
  }
}

export class StubStream {
  readonly id = 'stream'
}

class StubTransceiver {
  direction = 'recvonly'
  readonly receiver: { readonly track: StubTrack }
  readonly sender: StubSender

  constructor(kind: string, track: StubTrack | null) {
    this.receiver = { track: new StubTrack(kind, 'received') }
    this.sender = new StubSender(track)
  }

  setCodecPreferences(): void {
    // Nothing is encoded here.
  }
}

class StubSender {
  track: StubTrack | null
  readonly #parameters = { encodings: [{}] }

  constructor(track: StubTrack | null) {
    this.track = track
  }

  replaceTrack(track: StubTrack | null): Promise<void> {
    this.track = track
    return Promise.resolve()
  }

  setStreams(): void {
    // Nothing is received here.
  }

  getParameters(): object {
    return this.#parameters
  }

  setParameters(): Promise<void> {
    return Promise.resolve()
  }
}
