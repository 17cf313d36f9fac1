import type { LinkSignal } from '../../core/ports/peer-connection.ts'
import type { StreamHandle, TrackHandle } from '../../core/ports/media-handles.ts'
import type { Link, LinkEvents, LinkPort, LinkRole, LocalTracks } from '../../core/ports/peer-connection.ts'
import { eventually, type Steps } from './case.ts'

export interface LinkHarness extends Steps {
  /** Of two people; every pair of a case has one link in each. */
  readonly portA: LinkPort
  readonly portB: LinkPort
  /** A picture of one colour, to be sent. */
  picture(colour: 'red' | 'blue'): TrackHandle
  /** What this stream of the other side shows now: a colour, or `nothing`. */
  shown(stream: StreamHandle | undefined): Promise<string>
  /** Connections and timers that are still held. */
  left(): number
}

export const nothingSent: LocalTracks = {
  microphone: null,
  camera: null,
  screenVideo: null,
  screenAudio: null,
}

/** Two links that hear each other's signals as soon as they are said, unless they are held. */
export class LinkPair {
  readonly a: LinkSide
  readonly b: LinkSide

  constructor(harness: LinkHarness, tracks: LocalTracks = nothingSent) {
    this.b = new LinkSide(harness.portB, 'answerer', nothingSent, () => this.a)
    this.a = new LinkSide(harness.portA, 'initiator', tracks, () => this.b)
  }
}

/** One side, and all it has told. */
export class LinkSide {
  readonly link: Link
  readonly lines: string[] = []
  readonly said: LinkSignal[] = []
  readonly held: LinkSignal[] = []
  readonly texts: string[] = []
  /** Events after the test has closed the link; there must be none. */
  readonly late: string[] = []
  streams: { readonly camera: StreamHandle; readonly screen: StreamHandle } | undefined
  hold = false
  closed = false

  constructor(port: LinkPort, role: LinkRole, tracks: LocalTracks, other: () => LinkSide) {
    const events: LinkEvents = {
      signal: (signal) => {
        this.#note(signal.type)
        this.said.push(signal)
        if (this.hold) this.held.push(signal)
        else other().link.signal(signal)
      },
      state: (state) => this.#note(state),
      channelOpen: () => this.#note('channel'),
      text: (text) => {
        this.#note('text')
        this.texts.push(text)
      },
      streams: (camera, screen) => {
        this.#note('streams')
        this.streams = { camera, screen }
      },
    }
    this.link = port.open({ role, iceServers: [], relayOnly: false, tracks }, events)
  }

  count(line: string): number {
    return this.lines.filter((one) => one === line).length
  }

  kinds(...wanted: readonly LinkSignal['type'][]): readonly string[] {
    return this.said.map(({ type }) => type).filter((type) => wanted.includes(type))
  }

  takeCandidatesFirst(signals: readonly LinkSignal[]): void {
    for (const signal of signals) if (signal.type === 'candidate') this.link.signal(signal)
    for (const signal of signals) if (signal.type !== 'candidate') this.link.signal(signal)
  }

  #note(line: string): void {
    this.lines.push(line)
    if (this.closed) this.late.push(line)
  }
}

/** Waits until both sides are connected and can send text. */
export async function connect(steps: Steps, { a, b }: LinkPair): Promise<void> {
  const done = (side: LinkSide): boolean => side.count('connected') > 0 && side.count('channel') > 0
  await eventually(steps, () => done(a) && done(b), true, 'connected')
}
