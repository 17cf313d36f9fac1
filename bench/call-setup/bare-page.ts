/**
 * The floor: two RTCPeerConnections and a relay, with nothing around them. Camera and socket are ready before the
 * button is pressed; whoever presses it offers at once.
 */
const room = new URLSearchParams(location.search).get('room') ?? ''
const remote = document.querySelector('video')
const enter = document.querySelector('button')

type BareSignal =
  { readonly description: RTCSessionDescriptionInit } | { readonly candidate: RTCIceCandidateInit }

async function ready(): Promise<void> {
  const media = await navigator.mediaDevices.getUserMedia({
    audio: true,
    video: { width: { ideal: Number(remote?.dataset['width'] ?? 640) } },
  })
  const socket = new WebSocket(`ws://${location.host}/relay?room=${encodeURIComponent(room)}`)
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve, { once: true })
    socket.addEventListener('error', reject, { once: true })
  })
  const peer = new RTCPeerConnection()
  const send = (signal: BareSignal): void => socket.send(JSON.stringify(signal))
  peer.addEventListener('icecandidate', ({ candidate }) => {
    if (candidate !== null) send({ candidate: candidate.toJSON() })
  })
  peer.addEventListener('track', ({ streams }) => {
    if (remote !== null && streams[0] !== undefined) remote.srcObject = streams[0]
  })
  const addTracks = (): void => {
    for (const track of media.getTracks()) peer.addTrack(track, media)
  }
  socket.addEventListener('message', (message: MessageEvent<string>) => {
    void receive(JSON.parse(message.data) as BareSignal)
  })
  async function receive(signal: BareSignal): Promise<void> {
    if ('candidate' in signal) return peer.addIceCandidate(signal.candidate)
    await peer.setRemoteDescription(signal.description)
    if (signal.description.type !== 'offer') return
    addTracks()
    await peer.setLocalDescription()
    send({ description: own() })
  }
  const own = (): RTCSessionDescriptionInit => {
    const description = peer.localDescription
    if (description === null) throw new Error('there is no local description yet')
    return description.toJSON()
  }
  enter?.addEventListener('click', () => {
    addTracks()
    void peer.setLocalDescription().then(() => send({ description: own() }))
  })
  enter?.removeAttribute('disabled')
}

void ready()

export {}
