import type { ClientSession } from '../../src/sessions/client-session.ts'
import type { Transport } from '../../src/sessions/transport.ts'
import type { SessionRegistry } from '../../src/sessions/session-registry.ts'
import {
  encode,
  parseServerMessage,
  type ClientMessage,
  type ClientSignalMessage,
} from '../../src/protocol/index.ts'

/** A connection in a simulated network: frames travel when told to, and what is under way is lost when it is cut. */
interface Line {
  readonly connection: ClientSession
  readonly up: string[]
  readonly down: string[]
  /** The server has answered `join` or `resume`; before, a signal would be out of turn. */
  ready: boolean
}

/** A client that keeps the protocol: it resumes, resends what is not acknowledged, and drops what it has seen. */
export class SimulatedClient {
  /** Everything it was told, by sender. */
  readonly heard = new Map<string, string[]>()
  readonly closeCodes: number[] = []
  readonly errors: string[] = []
  seat: { readonly self: string; readonly token: string } | undefined
  readonly #registry: SessionRegistry
  #line: Line | undefined
  #received = 0
  #nextSeq = 1
  #unacknowledged: ClientSignalMessage[] = []

  constructor(registry: SessionRegistry) {
    this.#registry = registry
  }

  get connected(): boolean {
    return this.#line !== undefined
  }

  join(room: string): void {
    this.#connect({ type: 'join', room, presence: 'call' })
    this.settle()
  }

  /** Opens a new connection; an old one, if it still stands on the server's side, is taken over. */
  reconnect(): void {
    if (!this.seat) throw new Error('no seat to resume')
    this.#connect({ type: 'resume', ...this.seat, received: this.#received })
  }

  /** The client loses its connection; the server notices at once, or not yet. */
  cut(noticed: boolean): void {
    const line = this.#line
    this.#line = undefined
    if (line && noticed) this.#registry.closed(line.connection)
  }

  signal(to: string, data: string): void {
    const message: ClientSignalMessage = { type: 'signal', seq: this.#nextSeq++, to, data }
    this.#unacknowledged.push(message)
    this.#say(message)
  }

  /** Sends again what may have arrived already. */
  repeat(): void {
    for (const message of this.#unacknowledged) this.#say(message)
  }

  acknowledge(): void {
    this.#say({ type: 'ack', received: this.#received })
  }

  /** One frame reaches the server. */
  pumpUp(): boolean {
    const frame = this.#line?.up.shift()
    if (frame === undefined) return false
    this.#line?.connection.receive(Buffer.from(frame))
    return true
  }

  /** One frame reaches the client. */
  pumpDown(): boolean {
    const frame = this.#line?.down.shift()
    if (frame === undefined) return false
    this.#read(frame)
    return true
  }

  /** Lets everything under way arrive. */
  settle(): boolean {
    let moved = false
    while (this.pumpUp() || this.pumpDown()) moved = true
    return moved
  }

  #connect(first: ClientMessage): void {
    const up: string[] = []
    const down: string[] = []
    const transport: Transport = {
      send: (frame) => down.push(frame),
      sequencedWaiting: 0,
      close: (code) => {
        this.closeCodes.push(code)
        if (this.#line === line) this.#line = undefined
        this.#registry.closed(line.connection)
      },
      joined: () => undefined,
      setReading: () => undefined,
      hold: () => undefined,
      release: () => undefined,
    }
    const line: Line = { connection: this.#registry.open(transport, 'address'), up, down, ready: false }
    this.#line = line
    up.push(encode(first))
  }

  #say(message: ClientMessage): void {
    if (this.#line?.ready) this.#line.up.push(encode(message))
  }

  #read(frame: string): void {
    const parsed = parseServerMessage(frame)
    if (!parsed.ok) throw new Error(`${parsed.problem} in ${frame}`)
    const { message } = parsed
    if ('seq' in message) {
      if (message.seq <= this.#received) return
      if (message.seq !== this.#received + 1) throw new Error(`gap: ${this.#received} then ${message.seq}`)
      this.#received = message.seq
    }
    if (message.type === 'joined') {
      this.seat = { self: message.self, token: message.token }
      this.#ready()
    } else if (message.type === 'resumed') {
      this.#ready()
      this.#acknowledged(message.received)
      this.repeat()
    } else if (message.type === 'ack') {
      this.#acknowledged(message.received)
    } else if (message.type === 'signal') {
      this.heard.set(message.from, [...(this.heard.get(message.from) ?? []), message.data])
    } else if (message.type === 'error') {
      this.errors.push(message.code)
    }
  }

  #ready(): void {
    if (this.#line) this.#line.ready = true
  }

  #acknowledged(received: number): void {
    this.#unacknowledged = this.#unacknowledged.filter(({ seq }) => seq > received)
  }
}
