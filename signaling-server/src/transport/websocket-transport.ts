import type { Socket } from 'node:net'
import type { ClientSocket } from './client-socket.ts'
import type { Connection } from '../sessions/client-session.ts'
import type { Beating } from './heartbeat.ts'
import { Intake, type IntakeTarget } from './rate-limited-queue.ts'
import { Liveness } from './liveness.ts'
import { ackAfterMessages, closeCodes } from '../protocol/index.ts'
import type { MemoryAccount, MemoryHolder } from '../security/memory-budget.ts'
import { IncomingBytes } from './incoming-bytes.ts'
import { OutgoingQueue } from './outgoing-queue.ts'
import type { ReadingReason, Wire } from '../sessions/transport.ts'
import type { WebSocketsOptions } from './websocket-server.ts'

const reasonBits: Readonly<Record<ReadingReason, number>> = { pace: 1, 'in flight': 2, backplane: 4 }

/** One client that was let in: its socket on one side, its connection on the other. */
export class Visit implements Wire, IntakeTarget, Beating, MemoryHolder {
  readonly socket: ClientSocket
  readonly #stream: Socket
  readonly #options: WebSocketsOptions
  /** Whom limits count this client to. */
  readonly #visitor: string
  readonly #connection: Connection
  readonly #intake: Intake
  readonly #liveness = new Liveness()
  readonly #outgoing: OutgoingQueue
  readonly #incoming = new IncomingBytes()
  readonly account: MemoryAccount
  /** What the account was last told. */
  #heldBytes = 0
  #cancelJoinTimeout: (() => void) | undefined
  /** The socket is being ended, and what is left of it is next to nothing. */
  #isCut = false
  /** Reasons not to read, a bit for each. */
  #unread = 0

  /** `stream` is what `socket` runs over. */
  constructor(socket: ClientSocket, stream: Socket, visitor: string, options: WebSocketsOptions) {
    const { clock, hub, pace, joinTimeoutMs, heartbeat, budget } = options
    this.socket = socket
    this.#stream = stream
    this.#options = options
    this.#visitor = visitor
    this.account = budget.open(visitor)
    this.#outgoing = new OutgoingQueue(socket, stream, () => this.#measure())
    this.#connection = hub.open(this, visitor)
    this.#intake = new Intake(clock, pace, this)
    heartbeat.watch(this)
    this.#cancelJoinTimeout = clock.after(joinTimeoutMs, () => this.#connection.close(closeCodes.joinTimeout))
    socket.listen(this)
    // After the WebSocket has had it.
    stream.on('data', (chunk: Buffer) => {
      this.#incoming.read(chunk.length)
      this.#measure()
    })
  }

  get sequencedWaiting(): number {
    return this.#outgoing.sequencedWaiting
  }

  get heldBytes(): number {
    return this.#measure()
  }

  get outgoingBytes(): number {
    return this.#outgoing.heldBytes
  }

  get incomingBytes(): number {
    return this.#incoming.heldBytes + this.#intake.heldBytes + this.#connection.heldBytes
  }

  /** What is sent in answer to one burst of frames leaves in one write. */
  send(frame: string, bytes: number, sequenced: boolean): void {
    if (this.#outgoing.send(frame, bytes, sequenced)) process.nextTick(flush, this)
    else if (!this.#outgoing.isBatching) this.#measure()
  }

  /** Hands over what is still to be sent; an acknowledgement that has become worth its while goes along. */
  flush(): void {
    if (!this.#outgoing.isBatching) return
    this.#connection.acknowledge(ackAfterMessages / 2)
    this.#outgoing.flush()
    this.#measure()
  }

  close(code: number): void {
    this.socket.close(code)
    // One for whom too much is held is not waited for.
    if (code === closeCodes.overflow) this.#cut()
  }

  /** Too much is held for clients of this address, or for all. */
  evict(): void {
    this.#connection.evict()
    this.#cut()
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
    this.#measure()
  }

  hold(ms: number): void {
    this.#intake.hold(ms)
  }

  release(): void {
    this.#intake.release()
  }

  beat(): boolean {
    this.socket.ping()
    return this.#liveness.pinged(this.#stream.bytesRead, this.#unread === 0)
  }

  expire(): void {
    if (this.#liveness.isDead(this.#stream.bytesRead, this.#unread === 0)) this.socket.terminate()
  }

  /** A frame has come. */
  hear(frame: Buffer): void {
    this.#incoming.message(frame.length)
    this.#intake.take(frame)
  }

  refuseBinary(bytes: number): void {
    this.#incoming.message(bytes)
    this.#connection.refuse('bad-message', 'frames are text')
  }

  /** A ping or a pong has come. */
  control(bytes: number): void {
    this.#incoming.control(bytes)
  }

  /** A frame's turn has come. */
  handle(frame: Buffer): void {
    this.#connection.receive(frame)
  }

  closed(code: number): void {
    const { hub, heartbeat, admission, stats, log } = this.#options
    this.seated()
    heartbeat.forget(this)
    this.#intake.dispose()
    hub.closed(this.#connection)
    this.#isCut = true
    this.#measure()
    this.account.close()
    admission.leave(this.#visitor)
    stats.countClose(code)
    log.debug({ connection: this.#connection.id, code }, 'closed')
  }

  /** Sends what is still to be said, if the client takes it at once, and ends the socket without waiting for an answer. */
  #cut(): void {
    if (this.#isCut) return
    this.#outgoing.discard()
    if (this.#stream.writableLength > 0 && this.#stream.writableNeedDrain) this.socket.terminate()
    else this.#stream.destroySoon()
    this.#isCut = true
    this.#measure()
  }

  /** Tells the account what is held, and lets go of one who reads more slowly than is written to it: it may resume. */
  #measure(): number {
    const outgoing = this.#outgoing.heldBytes
    const held = this.#isCut ? 0 : outgoing + this.incomingBytes
    if (held === this.#heldBytes) return held
    this.account.add(held - this.#heldBytes)
    this.#heldBytes = held
    if (outgoing > this.#options.maxBufferedBytes) this.socket.terminate()
    return held
  }
}

function flush(visit: Visit): void {
  visit.flush()
}
