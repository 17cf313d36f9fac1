import { randomBytes } from 'node:crypto'
import { WebSocket } from 'ws'
import {
  parseServerMessage,
  subprotocol,
  type ClientMessage,
  type JoinedMessage,
  type Presence,
  type ResumedMessage,
  type ServerMessage,
} from '../../src/protocol/index.ts'

/** How long a test waits for what must come. Milliseconds. */
const patience = 5_000

export function newRoom(): string {
  return randomBytes(16).toString('base64url')
}

/** A client with no manners of its own: it sends what it is told and keeps what comes. */
export class TestClient {
  readonly socket: WebSocket
  /** Resolves with the code once the connection is closed. */
  readonly closed: Promise<number>
  /** Message types to keep out of `next`; acknowledgements come when they please. */
  readonly ignored = new Set<ServerMessage['type']>(['ack'])
  /** Highest `ack` heard, and all of them. */
  readonly acks: number[] = []
  pings = 0
  readonly #inbox: ServerMessage[] = []
  #wake: (() => void) | undefined

  private constructor(socket: WebSocket) {
    this.socket = socket
    this.closed = new Promise((resolve) => socket.on('close', (code) => resolve(code)))
    socket.on('ping', () => {
      this.pings++
      this.#wake?.()
    })
    socket.on('message', (data: Buffer) => {
      const parsed = parseServerMessage(data.toString())
      if (!parsed.ok) throw new Error(`the server sent what no server may: ${parsed.problem}`)
      if (parsed.message.type === 'ack') this.acks.push(parsed.message.received)
      this.#inbox.push(parsed.message)
      this.#wake?.()
    })
    socket.on('close', () => this.#wake?.())
    // A test that breaks the connection on purpose hears of it by `closed`.
    socket.on('error', () => undefined)
  }

  /** `localAddress`: this machine's address to come from, as all of 127.0.0.0/8 are. */
  static async connect(
    url: string,
    protocols: string | string[] = subprotocol,
    localAddress?: string,
  ): Promise<TestClient> {
    const socket = new WebSocket(url, protocols, localAddress === undefined ? {} : { localAddress })
    const client = new TestClient(socket)
    await new Promise<void>((resolve, reject) => {
      socket.once('open', () => resolve())
      socket.once('error', reject)
    })
    return client
  }

  /** Connects and takes a seat. */
  static async join(
    url: string,
    room: string,
    presence: Presence = 'call',
    localAddress?: string,
  ): Promise<SeatedClient> {
    const client = await TestClient.connect(url, subprotocol, localAddress)
    client.send({ type: 'join', room, presence })
    return { client, joined: await client.next('joined') }
  }

  /** Connects and takes a seat back. */
  static async resume(url: string, seat: JoinedMessage, received: number): Promise<ResumedClient> {
    const client = await TestClient.connect(url)
    client.send({ type: 'resume', self: seat.self, token: seat.token, received })
    return { client, resumed: await client.next('resumed') }
  }

  send(message: ClientMessage): void {
    this.socket.send(JSON.stringify(message))
  }

  sendRaw(frame: string | Buffer): void {
    this.socket.send(frame)
  }

  signal(seq: number, to: string, data: string): void {
    this.send({ type: 'signal', seq, to, data })
  }

  /** The next message, which must be of this type. */
  async next<Type extends ServerMessage['type']>(
    type: Type,
    withinMs = patience,
  ): Promise<Extract<ServerMessage, { type: Type }>> {
    const message = await this.nextMessage(withinMs)
    if (message.type !== type) throw new Error(`expected ${type}, got ${JSON.stringify(message)}`)
    return message as Extract<ServerMessage, { type: Type }>
  }

  async nextMessage(withinMs = patience): Promise<ServerMessage> {
    const isNext = (message: ServerMessage) => !this.ignored.has(message.type)
    await this.until(() => this.#inbox.some(isNext), 'a message', withinMs)
    const index = this.#inbox.findIndex(isNext)
    const [message] = this.#inbox.splice(index, 1)
    if (!message) throw new Error('the inbox is empty')
    return message
  }

  /** Waits until something the connection brings about holds. */
  async until(holds: () => boolean, what: string, withinMs = patience): Promise<void> {
    const deadline = Date.now() + withinMs
    while (!holds()) {
      if (this.socket.readyState === WebSocket.CLOSED) throw new Error(`closed while waiting for ${what}`)
      const left = deadline - Date.now()
      if (left <= 0) throw new Error(`waited ${withinMs} ms for ${what}`)
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left)
        this.#wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
  }

  /** Nothing but answers to what comes next has been sent: the very next message answers this probe. */
  async nothingElse(room = newRoom()): Promise<void> {
    this.send({ type: 'join', room, presence: 'call' })
    const answer = await this.next('error')
    if (answer.code !== 'already-joined') throw new Error(`expected already-joined, got ${answer.code}`)
  }

  /** Cuts the connection as a lost network does. */
  cut(): void {
    this.socket.terminate()
  }

  async close(): Promise<void> {
    this.socket.close()
    await this.closed
  }
}

export interface SeatedClient {
  readonly client: TestClient
  readonly joined: JoinedMessage
}

export interface ResumedClient {
  readonly client: TestClient
  readonly resumed: ResumedMessage
}
