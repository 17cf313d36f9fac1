import type { Socket } from 'node:net'
import type { ClientSocket } from './client-socket.ts'
import type { Connection } from './connection.ts'
import type { Beating } from './heartbeat.ts'
import { Intake, type IntakeTarget } from './limits/intake.ts'
import { Liveness } from './liveness.ts'
import { ackAfterMessages, closeCodes } from './protocol/index.ts'
import { maxTextFrame, textFrame } from './text-frame.ts'
import type { ReadingReason, Wire } from './wire.ts'
import type { WebSocketsOptions } from './websockets.ts'

const reasonBits: Readonly<Record<ReadingReason, number>> = { pace: 1, 'in flight': 2, backplane: 4 }

/** One client that was let in: its socket on one side, its connection on the other. */
export class Visit implements Wire, IntakeTarget, Beating {
  readonly socket: ClientSocket
  readonly #stream: Socket
  readonly #options: WebSocketsOptions
  /** Whom limits count this client to. */
  readonly #visitor: string
  readonly #connection: Connection
  readonly #intake: Intake
  readonly #liveness = new Liveness()
  #cancelJoinTimeout: (() => void) | undefined
  /** Finished frames of ASCII that go out together at the end of this tick. */
  #unsent = ''
  /** Reasons not to read, a bit for each. */
  #unread = 0

  /** `stream` is what `socket` runs over. */
  constructor(socket: ClientSocket, stream: Socket, visitor: string, options: WebSocketsOptions) {
    const { clock, hub, pace, joinTimeoutMs, heartbeat } = options
    this.socket = socket
    this.#stream = stream
    this.#options = options
    this.#visitor = visitor
    this.#connection = hub.open(this, visitor)
    this.#intake = new Intake(clock, pace, this)
    heartbeat.watch(this)
    this.#cancelJoinTimeout = clock.after(joinTimeoutMs, () => this.#connection.close(closeCodes.joinTimeout))
    socket.listen(this)
  }

  /** What is sent in answer to one burst of frames leaves in one write: the system call is the dearest part of it. */
  send(frame: string, bytes: number): void {
    if (bytes === frame.length && bytes <= maxTextFrame) {
      if (this.#unsent === '') process.nextTick(flush, this)
      this.#unsent += textFrame(frame)
    } else {
      this.flush()
      this.socket.send(frame)
      this.#checkBuffer()
    }
  }

  /** Hands over what is still to be sent; an acknowledgement that has become worth its while goes along. */
  flush(): void {
    if (this.#unsent !== '') this.#connection.acknowledge(ackAfterMessages / 2)
    const frames = this.#unsent
    this.#unsent = ''
    if (frames === '' || this.socket.readyState !== this.socket.OPEN || !this.#stream.writable) return
    this.#stream.write(frames, 'latin1')
    this.#checkBuffer()
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
    this.#intake.take(frame)
  }

  refuseBinary(): void {
    this.#connection.refuse('bad-message', 'frames are text')
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
    admission.leave(this.#visitor)
    stats.countClose(code)
    log.debug({ connection: this.#connection.id, code }, 'closed')
  }

  /** One who reads more slowly than is written to it is let go before it fills the memory; it may resume. */
  #checkBuffer(): void {
    if (this.socket.bufferedAmount > this.#options.maxBufferedBytes) this.socket.terminate()
  }
}

function flush(visit: Visit): void {
  visit.flush()
}
