import type { Socket } from 'node:net'
import type { ClientSocket, SocketListener } from './client-socket.ts'
import type { ClientSession } from '../sessions/client-session.ts'
import type { HeartbeatTarget } from './heartbeat.ts'
import { RateLimitedQueue, type RateLimitedQueueTarget } from './rate-limited-queue.ts'
import { Liveness } from './liveness.ts'
import { ackAfterMessages, closeCodes } from '../protocol/index.ts'
import type { MemoryAccount, MemoryHolder } from '../security/memory-budget.ts'
import { IncomingBytes } from './incoming-bytes.ts'
import { OutgoingQueue } from './outgoing-queue.ts'
import type { ReadPauseReason, Transport } from '../sessions/transport.ts'
import type { WebSocketServerOptions } from './websocket-server-options.ts'

const reasonBits: Readonly<Record<ReadPauseReason, number>> = { rate: 1, 'in flight': 2, backplane: 4 }

/** Connects the WebSocket of one admitted client to its client session. */
export class WebSocketTransport
  implements Transport, SocketListener, RateLimitedQueueTarget, HeartbeatTarget, MemoryHolder
{
  readonly socket: ClientSocket
  readonly #stream: Socket
  readonly #options: WebSocketServerOptions
  /** The client address, or IPv6 /64, that limits count this client by. */
  readonly #addressKey: string
  readonly #session: ClientSession
  readonly #incomingQueue: RateLimitedQueue
  readonly #liveness = new Liveness()
  readonly #outgoing: OutgoingQueue
  readonly #incoming = new IncomingBytes()
  readonly account: MemoryAccount
  /** Bytes last reported to the account. */
  #heldBytes = 0
  #cancelJoinTimeout: (() => void) | undefined
  /** The socket is being closed and its queues are discarded. */
  #isEnding = false
  /** Bit set of reasons for which reading is paused. */
  #pauseReasons = 0

  /** `stream` is the TCP or TLS socket below `socket`. */
  constructor(socket: ClientSocket, stream: Socket, addressKey: string, options: WebSocketServerOptions) {
    const { clock, registry, rateLimits, joinTimeoutMs, heartbeat, budget } = options
    this.socket = socket
    this.#stream = stream
    this.#options = options
    this.#addressKey = addressKey
    this.account = budget.open(addressKey)
    this.#outgoing = new OutgoingQueue(socket, stream, () => this.#updateAccount())
    this.#session = registry.open(this, addressKey)
    this.#incomingQueue = new RateLimitedQueue(clock, rateLimits, this)
    heartbeat.watch(this)
    this.#cancelJoinTimeout = clock.after(joinTimeoutMs, () => this.#session.close(closeCodes.joinTimeout))
    socket.attach(this)
    // Added after ws's own listener, so that ws has parsed the chunk before.
    stream.on('data', (chunk: Buffer) => {
      this.#incoming.read(chunk.length)
      this.#updateAccount()
    })
  }

  get sequencedWaiting(): number {
    return this.#outgoing.sequencedWaiting
  }

  get heldBytes(): number {
    return this.#updateAccount()
  }

  get outgoingBytes(): number {
    return this.#outgoing.heldBytes
  }

  get incomingBytes(): number {
    return this.#incoming.heldBytes + this.#incomingQueue.heldBytes + this.#session.heldBytes
  }

  /** Frames sent within one tick are written together. */
  send(frame: string, bytes: number, sequenced: boolean): void {
    if (this.#outgoing.send(frame, bytes, sequenced)) process.nextTick(flush, this)
    else if (!this.#outgoing.isBatching) this.#updateAccount()
  }

  /** Writes the batched frames, with an acknowledgement if enough signals are unacknowledged. */
  flush(): void {
    if (!this.#outgoing.isBatching) return
    this.#session.acknowledge(ackAfterMessages / 2)
    this.#outgoing.flush()
    this.#updateAccount()
  }

  close(code: number): void {
    this.socket.close(code)
    // The client does not read, so the closing handshake is not waited for.
    if (code === closeCodes.overflow) this.#endNow()
  }

  /** A memory limit was exceeded, for this address or in total. */
  evict(): void {
    this.#session.evict()
    this.#endNow()
  }

  joined(): void {
    this.#cancelJoinTimeout?.()
    this.#cancelJoinTimeout = undefined
  }

  setReading(reading: boolean, reason: ReadPauseReason): void {
    const bit = reasonBits[reason]
    const before = this.#pauseReasons
    this.#pauseReasons = reading ? before & ~bit : before | bit
    if (before === 0 && this.#pauseReasons !== 0) this.socket.pause()
    else if (before !== 0 && this.#pauseReasons === 0) this.socket.resume()
    this.#updateAccount()
  }

  hold(ms: number): void {
    this.#incomingQueue.hold(ms)
  }

  release(): void {
    this.#incomingQueue.release()
  }

  ping(): boolean {
    this.socket.ping()
    return this.#liveness.pinged(this.#stream.bytesRead, this.#pauseReasons === 0)
  }

  closeIfSilent(): void {
    if (this.#liveness.isDead(this.#stream.bytesRead, this.#pauseReasons === 0)) this.socket.terminate()
  }

  /** A complete message was received. */
  receiveMessage(frame: Buffer): void {
    this.#incoming.message(frame.length)
    this.#incomingQueue.push(frame)
  }

  refuseBinary(bytes: number): void {
    this.#incoming.message(bytes)
    this.#session.refuse('bad-message', 'frames are text')
  }

  /** A ping or a pong was received. */
  receiveControlFrame(bytes: number): void {
    this.#incoming.control(bytes)
  }

  /** A queued message is within the rate limit. */
  handle(frame: Buffer): void {
    this.#session.receive(frame)
  }

  closed(code: number): void {
    const { registry, heartbeat, admission, stats, log } = this.#options
    this.joined()
    heartbeat.forget(this)
    this.#incomingQueue.dispose()
    registry.closed(this.#session)
    this.#isEnding = true
    this.#updateAccount()
    this.account.close()
    admission.closeConnection(this.#addressKey)
    stats.countClose(code)
    log.debug({ connection: this.#session.id, code }, 'closed')
  }

  /** Closes the socket without a closing handshake. Sends what is batched only if the socket accepts it at once. */
  #endNow(): void {
    if (this.#isEnding) return
    this.#outgoing.discard()
    if (this.#stream.writableLength > 0 && this.#stream.writableNeedDrain) this.socket.terminate()
    else this.#stream.destroySoon()
    this.#isEnding = true
    this.#updateAccount()
  }

  /** Reports held bytes to the account. Terminates a client that reads too slowly; it may resume. */
  #updateAccount(): number {
    const outgoing = this.#outgoing.heldBytes
    const held = this.#isEnding ? 0 : outgoing + this.incomingBytes
    if (held === this.#heldBytes) return held
    this.account.add(held - this.#heldBytes)
    this.#heldBytes = held
    if (outgoing > this.#options.maxBufferedBytes) this.socket.terminate()
    return held
  }
}

function flush(transport: WebSocketTransport): void {
  transport.flush()
}
