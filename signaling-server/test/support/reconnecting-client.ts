import { WebSocket } from 'ws'
import {
  closeCodes,
  encode,
  parseServerMessage,
  subprotocol,
  type ClientMessage,
  type ClientSignalMessage,
  type ServerMessage,
} from '../../src/protocol/index.ts'

export interface ReconnectingClientOptions {
  /** Where to connect next; asked anew each time. */
  readonly url: () => string
  readonly room: string
  readonly onSignal?: (from: string, data: string) => void
  readonly onEvent?: (message: ServerMessage) => void
  /** How long to wait before connecting again. Milliseconds. */
  readonly retryMs?: () => number
}

/** A client that keeps its seat whatever happens: connects again, resumes, resends, drops what it has seen. */
export class ReconnectingClient {
  /** Undefined until it has joined. */
  seat: { readonly self: string; readonly token: string } | undefined
  /** The seat could not be resumed any more. */
  seatLost = false
  peers: string[] = []
  /** Errors heard, by code. */
  readonly errors = new Map<string, number>()
  /** Signals refused because their peer has no seat any more, by `seq`. */
  readonly refused = new Set<number>()
  /** Until a signal is acknowledged. */
  readonly pending: ClientSignalMessage[] = []
  readonly #options: ReconnectingClientOptions
  #socket: WebSocket | undefined
  #timer: NodeJS.Timeout | undefined
  #received = 0
  #acknowledged = 0
  #nextSeq = 1
  #ready = false
  #ended = false
  readonly #waiters = new Set<() => void>()

  constructor(options: ReconnectingClientOptions) {
    this.#options = options
    this.#connect()
  }

  get received(): number {
    return this.#received
  }

  get isReady(): boolean {
    return this.#ready
  }

  /** Sends as soon as it can. Gives the `seq`. */
  signal(to: string, data: string): number {
    const message: ClientSignalMessage = { type: 'signal', seq: this.#nextSeq++, to, data }
    this.pending.push(message)
    if (this.#ready) this.#say(message)
    return message.seq
  }

  /** Cuts the connection as a lost network does; it comes back by itself. */
  drop(): void {
    this.#socket?.terminate()
  }

  /** Resolves when something about this client holds. */
  async until(holds: () => boolean, what: string, withinMs = 60_000): Promise<void> {
    const deadline = Date.now() + withinMs
    while (!holds()) {
      const left = deadline - Date.now()
      if (left <= 0) throw new Error(`waited ${withinMs} ms for ${what}`)
      await new Promise<void>((resolve) => {
        const wake = () => {
          clearTimeout(timer)
          this.#waiters.delete(wake)
          resolve()
        }
        const timer = setTimeout(wake, Math.min(left, 250))
        this.#waiters.add(wake)
      })
    }
  }

  /** Gives the seat up and stays away. */
  async end(): Promise<void> {
    this.#ended = true
    clearTimeout(this.#timer)
    const socket = this.#socket
    if (!socket || socket.readyState === WebSocket.CLOSED) return
    const closed = new Promise((resolve) => socket.once('close', resolve))
    // A server that cannot reach its rooms just now does not take leave either.
    const timer = setTimeout(() => socket.terminate(), 2_000)
    if (this.#ready) this.#say({ type: 'leave' })
    else socket.terminate()
    await closed
    clearTimeout(timer)
  }

  #connect(): void {
    const socket = new WebSocket(this.#options.url(), subprotocol)
    this.#socket = socket
    socket.on('open', () => {
      if (this.seat) this.#say({ type: 'resume', ...this.seat, received: this.#received })
      else this.#say({ type: 'join', room: this.#options.room, presence: 'call' })
    })
    socket.on('message', (data: Buffer) => {
      if (socket === this.#socket) this.#read(data.toString())
    })
    // A close follows, which is what counts.
    socket.on('error', () => undefined)
    socket.on('close', (code) => {
      this.#ready = false
      if (code !== closeCodes.takenOver && code !== closeCodes.overflow) this.#connectLater()
      this.#wake()
    })
  }

  #connectLater(): void {
    if (this.#ended || this.seatLost) return
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#connect(), this.#options.retryMs?.() ?? 50 + Math.random() * 100)
  }

  #read(frame: string): void {
    const parsed = parseServerMessage(frame)
    if (!parsed.ok) throw new Error(`the server sent what no server may: ${parsed.problem}`)
    const { message } = parsed
    if ('seq' in message && !this.#process(message.seq)) return
    this.#follow(message)
    this.#options.onEvent?.(message)
    this.#wake()
  }

  /** False for what has been seen before. */
  #process(seq: number): boolean {
    if (seq <= this.#received) return false
    if (seq !== this.#received + 1) throw new Error(`gap: after ${this.#received} came ${seq}`)
    this.#received = seq
    if (seq - this.#acknowledged >= 16) {
      this.#acknowledged = seq
      this.#say({ type: 'ack', received: seq })
    }
    return true
  }

  #follow(message: ServerMessage): void {
    switch (message.type) {
      case 'joined':
        this.seat = { self: message.self, token: message.token }
        this.peers = message.peers.map(({ id }) => id)
        this.#becomeReady(0)
        break
      case 'resumed':
        this.#becomeReady(message.received)
        break
      case 'ack':
        this.#settle(message.received)
        break
      case 'peer-joined':
        this.peers.push(message.peer.id)
        break
      case 'peer-left':
        this.peers = this.peers.filter((id) => id !== message.id)
        break
      case 'signal':
        this.#options.onSignal?.(message.from, message.data)
        break
      case 'error':
        this.errors.set(message.code, (this.errors.get(message.code) ?? 0) + 1)
        if (message.code === 'unknown-peer' && message.ref !== undefined) this.refused.add(message.ref)
        if (message.code === 'resume-expired') this.seatLost = true
        // Not now; the same again on a new connection, a little later.
        else if (message.code === 'internal' || message.code === 'rate-limited') this.#socket?.close()
        break
      default:
        break
    }
  }

  #becomeReady(received: number): void {
    this.#ready = true
    this.#settle(received)
    for (const message of this.pending) this.#say(message)
  }

  #settle(received: number): void {
    while ((this.pending[0]?.seq ?? Infinity) <= received) this.pending.shift()
  }

  #say(message: ClientMessage): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(encode(message))
  }

  #wake(): void {
    for (const wake of this.#waiters) wake()
  }
}
