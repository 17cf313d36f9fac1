import type { Duplex } from 'node:stream'
import type { ClientSocket } from './client-socket.ts'
import type { Connection } from './connection.ts'
import { Intake, type IntakeTarget } from './limits/intake.ts'
import { closeCodes } from './protocol/index.ts'
import type { ReadingReason, Wire } from './wire.ts'
import type { WebSocketsOptions } from './websockets.ts'

const reasonBits: Readonly<Record<ReadingReason, number>> = { pace: 1, 'in flight': 2, backplane: 4 }

/** One client that was let in: its socket on one side, its connection on the other. */
export class Visit implements Wire, IntakeTarget {
  readonly socket: ClientSocket
  /** Pings sent since the client was last heard. */
  unanswered = 0
  readonly #stream: Duplex
  readonly #options: WebSocketsOptions
  /** Whom limits count this client to. */
  readonly #visitor: string
  readonly #connection: Connection
  readonly #intake: Intake
  #cancelJoinTimeout: (() => void) | undefined
  readonly #unwatch: () => void
  #corked = false
  /** Reasons not to read, a bit for each. */
  #unread = 0

  /** `stream` is what `socket` runs over. */
  constructor(socket: ClientSocket, stream: Duplex, visitor: string, options: WebSocketsOptions) {
    const { clock, hub, pace, joinTimeoutMs, heartbeat } = options
    this.socket = socket
    this.#stream = stream
    this.#options = options
    this.#visitor = visitor
    this.#connection = hub.open(this, visitor)
    this.#intake = new Intake(clock, pace, this)
    this.#unwatch = heartbeat.watch(this)
    this.#cancelJoinTimeout = clock.after(joinTimeoutMs, () => this.#connection.close(closeCodes.joinTimeout))
    socket.listen(this)
  }

  /** What is sent in answer to one burst of frames leaves in one write: the system call is the dearest part of it. */
  send(frame: string): void {
    if (!this.#corked) {
      this.#corked = true
      this.#stream.cork()
      process.nextTick(uncork, this)
    }
    this.socket.send(frame)
    // One who reads more slowly than is written to it is let go before it fills the memory; it may resume.
    if (this.socket.bufferedAmount > this.#options.maxBufferedBytes) this.socket.terminate()
  }

  close(code: number): void {
    this.socket.close(code)
  }

  seated(): void {
    this.#cancelJoinTimeout?.()
    this.#cancelJoinTimeout = undefined
  }

  setReading(reading: boolean, reason: ReadingReason): void {
    const bit = reasonBits[reason]
    const before = this.#unread
    this.#unread = reading ? before & ~bit : before | bit
    if (before === 0 && this.#unread !== 0) this.socket.pause()
    else if (before !== 0 && this.#unread === 0) this.socket.resume()
  }

  /** While it is not, the client cannot be heard, which is then no fault of its own. */
  get isRead(): boolean {
    return this.#unread === 0
  }

  /** A frame has come. */
  hear(data: Buffer): void {
    this.unanswered = 0
    this.#intake.take(data.toString(), data.length)
  }

  refuseBinary(): void {
    this.unanswered = 0
    this.#connection.refuse('bad-message', 'frames are text')
  }

  /** The client has answered a ping. */
  answered(): void {
    this.unanswered = 0
  }

  /** A frame's turn has come. */
  handle(text: string, bytes: number): void {
    this.#connection.receive(text, bytes)
  }

  closed(code: number): void {
    const { hub, admission, stats, log } = this.#options
    this.seated()
    this.#unwatch()
    this.#intake.dispose()
    hub.closed(this.#connection)
    admission.leave(this.#visitor)
    stats.countClose(code)
    log.debug({ connection: this.#connection.id, code }, 'closed')
  }

  uncork(): void {
    this.#corked = false
    this.#stream.uncork()
  }
}

function uncork(visit: Visit): void {
  visit.uncork()
}
