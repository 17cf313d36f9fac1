import type { IceServer } from '@visavis/signaling-server/protocol'
import type { StreamHandle, TrackHandle } from '../core/ports/media-handles.ts'
import type { LinkSignal } from '../core/ports/peer-connection.ts'
import type { Link, LinkEvents, LinkOptions, LinkPort, LocalTracks } from '../core/ports/peer-connection.ts'

/** A description as far as the core looks at one, that says which fake it came from. */
function description(id: number): string {
  return `v=0\r\no=- ${id} 1 IN IP4 127.0.0.1\r\na=fingerprint:sha-256 00\r\na=ice-ufrag:${id}\r\nm=audio 9 RTP/SAVPF 111\r\n`
}

/** @returns undefined when no fake has written it */
function idIn(sdp: string): number | undefined {
  const written = /^a=ice-ufrag:(\d+)/m.exec(sdp)?.[1]
  return written === undefined ? undefined : Number(written)
}

/** All the fake links of a test: they meet here when their descriptions have crossed, if the path lets them. */
export class FakeWires {
  readonly links = new Map<number, FakeLink>()
  readonly #broken = new Set<string>()
  #nextId = 1
  #queue: (() => void)[] = []

  portFor(owner: string): FakeLinkPort {
    return new FakeLinkPort(this, owner)
  }

  take(link: FakeLink): number {
    const id = this.#nextId++
    this.links.set(id, link)
    return id
  }

  later(task: () => void): void {
    this.#queue.push(task)
  }

  deliver(): boolean {
    const due = this.#queue
    this.#queue = []
    for (const task of due) task()
    return due.length > 0
  }

  isOpen(a: string, b: string): boolean {
    return !this.#broken.has([a, b].sort().join('|'))
  }

  /** Nothing gets through between these two; what is connected is interrupted. */
  breakPath(a: string, b: string): void {
    this.#broken.add([a, b].sort().join('|'))
    for (const link of this.links.values()) {
      if (link.remote && !this.isOpen(link.owner, link.remote.owner)) link.interrupt()
    }
  }

  /** The path is there again. ICE does not notice by itself once it has given up; a restart does. */
  healPath(a: string, b: string): void {
    this.#broken.delete([a, b].sort().join('|'))
  }

  /** The track that is seen in a stream which a link has told of; undefined when nothing is. */
  seenIn(stream: StreamHandle): TrackHandle | undefined {
    const [place, id] = stream.id.split('-')
    const link = this.links.get(Number(id))
    if (link?.state !== 'connected' || link.remote?.state !== 'connected') return undefined
    const { camera, screenVideo } = link.remote.tracks
    return (place === 'camera' ? camera : screenVideo) ?? undefined
  }

  linksOf(owner: string): readonly FakeLink[] {
    return [...this.links.values()].filter((link) => link.owner === owner)
  }
}

export class FakeLinkPort implements LinkPort {
  readonly wires: FakeWires
  readonly owner: string

  constructor(wires: FakeWires, owner: string) {
    this.wires = wires
    this.owner = owner
  }

  open(options: LinkOptions, events: LinkEvents): FakeLink {
    return new FakeLink(this.wires, this.owner, options, events)
  }
}

export class FakeLink implements Link {
  readonly owner: string
  readonly options: LinkOptions
  tracks: LocalTracks
  iceServers: readonly IceServer[]
  remote: FakeLink | undefined
  state: 'new' | 'connected' | 'disconnected' | 'over' = 'new'
  restarts = 0
  /** How many of the other side it was given. */
  candidates = 0
  readonly #id: number
  readonly #wires: FakeWires
  readonly #events: LinkEvents
  #channel = false
  #streamsTold = false
  /** An offer is out and not yet answered. */
  #offered = false

  constructor(wires: FakeWires, owner: string, options: LinkOptions, events: LinkEvents) {
    this.owner = owner
    this.options = options
    this.tracks = options.tracks
    this.iceServers = options.iceServers
    this.#wires = wires
    this.#events = events
    this.#id = wires.take(this)
    if (options.role === 'initiator') this.#offer()
  }

  /** Of the stream with what the other side's camera sends, as its events tell it. */
  get cameraId(): string {
    return `camera-${this.#id}`
  }

  /** What it says in its descriptions, for a test that answers in its place. */
  get description(): string {
    return description(this.#id)
  }

  signal(signal: LinkSignal): void {
    if (this.state === 'over') return
    if (signal.type === 'candidate') {
      this.candidates++
      return
    }
    const fits = signal.type === 'offer' ? this.options.role === 'answerer' : this.#offered
    if (!fits) return
    this.#offered = false
    const id = idIn(signal.sdp)
    if (id === undefined) {
      this.#wires.later(() => {
        this.fail('unreadable')
      })
      return
    }
    this.remote = this.#wires.links.get(id)
    this.#tellStreams()
    if (signal.type === 'offer') this.#say({ type: 'answer', sdp: description(this.#id) })
    else this.#meet()
  }

  restartIce(): void {
    if (this.state === 'over' || this.#offered) return
    this.restarts++
    this.#offer()
  }

  send(text: string): boolean {
    const { remote } = this
    if (!this.#channel || this.state !== 'connected' || !remote) return false
    this.#wires.later(() => {
      if (remote.state === 'connected') remote.#events.text(text)
    })
    return true
  }

  setTracks(tracks: LocalTracks): void {
    if (this.state !== 'over') this.tracks = tracks
  }

  setIceServers(iceServers: readonly IceServer[]): void {
    this.iceServers = iceServers
  }

  close(): void {
    if (this.state !== 'over') this.#end()
  }

  /** The path is gone: both sides notice by themselves. */
  interrupt(): void {
    if (this.state !== 'connected') return
    this.state = 'disconnected'
    this.#events.state('disconnected')
  }

  fail(reason: string): void {
    if (this.state === 'over') return
    this.#end()
    this.#events.state('failed', reason)
  }

  #meet(): void {
    const { remote } = this
    // A description that was copied leads to a connection that knows nothing of this one (ICE checks fail).
    if (!remote || remote.remote !== this) return
    if (remote.state === 'over' || !this.#wires.isOpen(this.owner, remote.owner)) return
    for (const side of [this, remote]) {
      this.#wires.later(() => {
        side.#connected()
      })
    }
  }

  #connected(): void {
    if (this.state === 'over') return
    this.state = 'connected'
    this.#events.state('connected')
    if (this.#channel) return
    this.#channel = true
    this.#events.channelOpen()
  }

  #tellStreams(): void {
    if (this.#streamsTold) return
    this.#streamsTold = true
    this.#wires.later(() => {
      if (this.state === 'over') return
      this.#events.streams({ id: this.cameraId }, { id: `screen-${this.#id}` })
    })
  }

  #offer(): void {
    this.#offered = true
    this.#say({ type: 'offer', sdp: description(this.#id) })
  }

  #say(signal: LinkSignal): void {
    this.#wires.later(() => {
      if (this.state !== 'over') this.#events.signal(signal)
    })
  }

  #end(): void {
    const { remote } = this
    this.state = 'over'
    this.#wires.links.delete(this.#id)
    if (remote?.remote !== this) return
    // The other side's data channel closes, which ends a simple-peer; unheard, its path falls silent.
    this.#wires.later(() => {
      if (remote.state !== 'connected') return
      if (this.#wires.isOpen(this.owner, remote.owner)) remote.fail('closed')
      else remote.interrupt()
    })
  }
}
