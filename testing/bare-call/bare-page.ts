/**
 * The floor: bare connections over a bare relay, on pages that show what ours show. Camera and socket are ready before
 * the button is pressed; all else is done after the join, once the relay has said that somebody is there.
 */
const room = new URLSearchParams(location.search).get('room') ?? ''
const remote = document.querySelector<HTMLVideoElement>('[data-testid=remote-video]')
const local = document.querySelector<HTMLVideoElement>('[data-testid=local-video]')
const enter = document.querySelector('button')

type BareMessage =
  | { readonly joined: number }
  | { readonly description: RTCSessionDescriptionInit }
  | { readonly candidate: RTCIceCandidateInit }

async function ready(): Promise<void> {
  const media = await navigator.mediaDevices.getUserMedia({
    audio: true,
    video: { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30, max: 30 } },
  })
  if (local !== null) local.srcObject = media
  const socket = new WebSocket(`ws://${location.host}/relay?room=${encodeURIComponent(room)}`)
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve, { once: true })
    socket.addEventListener('error', reject, { once: true })
  })
  const send = (message: object): void => socket.send(JSON.stringify(message))
  let peer: RTCPeerConnection | undefined

  function connection(): RTCPeerConnection {
    if (peer) return peer
    const made = new RTCPeerConnection()
    peer = made
    made.addEventListener('icecandidate', ({ candidate }) => {
      if (candidate !== null) send({ candidate: candidate.toJSON() })
    })
    made.addEventListener('track', ({ streams }) => {
      if (remote !== null && streams[0] !== undefined) remote.srcObject = streams[0]
    })
    for (const track of media.getTracks()) made.addTrack(track, media)
    return made
  }

  async function describe(): Promise<void> {
    await connection().setLocalDescription()
    send({ description: connection().localDescription?.toJSON() })
  }

  async function receive(message: BareMessage): Promise<void> {
    if ('joined' in message) {
      document.body.className = 'in-call'
      if (message.joined > 0) await describe()
    } else if ('candidate' in message) {
      await connection().addIceCandidate(message.candidate)
    } else {
      await connection().setRemoteDescription(message.description)
      if (message.description.type === 'offer') await describe()
    }
  }
  socket.addEventListener('message', (message: MessageEvent<string>) => {
    void receive(JSON.parse(message.data) as BareMessage)
  })
  enter?.addEventListener('click', () => {
    send({ join: true })
  })
  enter?.removeAttribute('disabled')
}

void ready()

export {}
