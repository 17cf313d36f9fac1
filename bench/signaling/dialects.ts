import { randomBytes } from 'node:crypto'
import type { Contender } from './servers.ts'

/** What a client of one of the servers says and understands. One object for each client. */
export interface Dialect {
  readonly address: string
  readonly protocols: readonly string[]
  /** What to say first. */
  readonly hello: readonly string[]
  /** Reads a frame: what to answer at once, and the text the other of the pair sent, if it is that. */
  read(frame: string): Reading
  /** Wraps a text for the other of the pair. */
  write(text: string): string
  /** Whether the server has this client in its place, so that its partner can reach it. */
  readonly isReady: boolean
  /** What is still to be said of what was heard, if anything; asked a second after the first of it. */
  conclude?(): string | undefined
}

export interface Reading {
  readonly answers?: readonly string[]
  readonly text?: string
}

/** The `index`-th client of a run; 0 and 1 are a pair, 2 and 3 … */
export function dialectFor(contender: Contender, url: string, run: string, index: number): Dialect {
  const [self, other, room] = [`${run}-${index}`, `${run}-${index ^ 1}`, `${run}-${index >> 1}`]
  if (contender === 'floor') return new Floor(`${url}?${self}`, other)
  if (contender === 'peerjs')
    return new PeerJs(`${url}?key=peerjs&id=${self}&token=${self}&version=1.5.5`, self, other)
  if (contender === 'socketio') return new SocketIo(url, room)
  if (contender === 'y-webrtc') return new YWebrtc(url, self, room)
  return new Visavis(url, roomId(room))
}

/** 22 characters of base64url, the same for the same room. */
function roomId(room: string): string {
  return Buffer.from(room.padStart(16, '0').slice(-16)).toString('base64url')
}

class Visavis implements Dialect {
  readonly protocols = ['visavis.v1']
  readonly hello: readonly string[]
  readonly address: string
  isReady = false
  #peer = ''
  #seq = 0
  #received = 0
  #acknowledged = 0

  constructor(address: string, room: string) {
    this.address = address
    this.hello = [JSON.stringify({ type: 'join', room, presence: 'call' })]
  }

  read(frame: string): Reading {
    const message = JSON.parse(frame) as {
      type: string
      seq?: number
      data?: string
      peer?: { id: string }
      peers?: { id: string }[]
    }
    if (message.type === 'error') throw new Error(frame)
    if (message.type === 'joined') this.#meet(message.peers?.[0]?.id)
    if (message.type === 'peer-joined') this.#meet(message.peer?.id)
    if (message.seq === undefined) return {}
    this.#received = message.seq
    return {
      ...(this.#received - this.#acknowledged >= 16 ? { answers: [this.#acknowledge()] } : {}),
      ...(message.type === 'signal' ? { text: message.data ?? '' } : {}),
    }
  }

  write(text: string): string {
    return JSON.stringify({ type: 'signal', seq: ++this.#seq, to: this.#peer, data: text })
  }

  #meet(peer: string | undefined): void {
    if (peer === undefined) return
    this.#peer = peer
    this.isReady = true
  }

  conclude(): string | undefined {
    return this.#received > this.#acknowledged ? this.#acknowledge() : undefined
  }

  #acknowledge(): string {
    this.#acknowledged = this.#received
    return JSON.stringify({ type: 'ack', received: this.#received })
  }
}

class Floor implements Dialect {
  readonly protocols = []
  readonly hello = []
  readonly isReady = true
  readonly address: string
  readonly #other: string

  constructor(address: string, other: string) {
    this.address = address
    this.#other = other
  }

  read(frame: string): Reading {
    return { text: (JSON.parse(frame) as { data: string }).data }
  }

  write(text: string): string {
    return JSON.stringify({ to: this.#other, data: text })
  }
}

class PeerJs implements Dialect {
  readonly protocols = []
  readonly hello = []
  readonly address: string
  readonly #self: string
  readonly #other: string
  isReady = false

  constructor(address: string, self: string, other: string) {
    this.address = address
    this.#self = self
    this.#other = other
  }

  read(frame: string): Reading {
    const { type, payload } = JSON.parse(frame) as { type: string; payload?: string }
    if (type === 'OPEN') this.isReady = true
    if (type === 'ERROR' || type === 'ID-TAKEN') throw new Error(frame)
    return type === 'OFFER' && payload !== undefined ? { text: payload } : {}
  }

  write(text: string): string {
    return JSON.stringify({ type: 'OFFER', src: this.#self, dst: this.#other, payload: text })
  }
}

class SocketIo implements Dialect {
  readonly protocols = []
  readonly hello = []
  readonly address: string
  readonly #room: string
  isReady = false

  constructor(address: string, room: string) {
    this.address = address
    this.#room = room
  }

  /** Engine.IO 4: 0 open, 2 ping, 3 pong, 4 message; in it Socket.IO 5: 0 connect, 2 event. */
  read(frame: string): Reading {
    if (frame.startsWith('0')) return { answers: ['40'] }
    if (frame === '2') return { answers: ['3'] }
    if (frame.startsWith('40')) return { answers: [`42${JSON.stringify(['join', this.#room])}`] }
    const [event, text] = JSON.parse(frame.slice(2)) as [string, string?]
    if (event === 'joined') this.isReady = true
    return event === 'signal' && text !== undefined ? { text } : {}
  }

  write(text: string): string {
    return `42${JSON.stringify(['signal', text])}`
  }
}

class YWebrtc implements Dialect {
  readonly protocols = []
  readonly hello: readonly string[]
  readonly address: string
  readonly #self: string
  readonly #room: string
  isReady = false

  constructor(address: string, self: string, room: string) {
    this.address = address
    this.#self = self
    this.#room = room
    this.hello = [JSON.stringify({ type: 'subscribe', topics: [room] }), JSON.stringify({ type: 'ping' })]
  }

  read(frame: string): Reading {
    const message = JSON.parse(frame) as { type: string; from?: string; data?: string }
    if (message.type === 'pong') this.isReady = true
    // It sends what is published to everybody in the room, its author too.
    return message.type === 'publish' && message.from !== this.#self ? { text: message.data ?? '' } : {}
  }

  write(text: string): string {
    return JSON.stringify({ type: 'publish', topic: this.#room, from: this.#self, data: text })
  }
}

/** A name for a run, so that nothing of one is found by the next. */
export function newRun(): string {
  return randomBytes(4).toString('hex')
}
