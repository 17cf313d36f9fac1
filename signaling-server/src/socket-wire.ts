import type { Duplex } from 'node:stream'
import { WebSocket } from 'ws'
import type { ReadingReason, Wire } from './connection.ts'
import { closeCodes, encode, maxFrameBytes, type ErrorCode } from './protocol/index.ts'

/**
 * A WebSocket that says why before it closes: ws itself closes with 1009 as soon as a frame's header announces too
 * much, before anybody could send the `error` the protocol promises.
 */
export class ExplainingSocket extends WebSocket {
  override close(code?: number, reason?: string | Buffer): void {
    if (code === closeCodes.tooLarge && this.readyState === WebSocket.OPEN) {
      this.send(errorFrame('too-large', `a frame may have ${maxFrameBytes} bytes`))
    }
    super.close(code, reason)
  }
}

const reasonBits: Readonly<Record<ReadingReason, number>> = { pace: 1, 'in flight': 2, backplane: 4 }

/** One client's socket, as its connection sees it. */
export class SocketWire implements Wire {
  readonly socket: WebSocket
  /** Pings sent since the client was last heard. */
  unanswered = 0
  readonly #stream: Duplex
  readonly #maxBufferedBytes: number
  #corked = false
  /** Reasons not to read, a bit for each. */
  #unread = 0

  constructor(socket: WebSocket, stream: Duplex, maxBufferedBytes: number) {
    this.socket = socket
    this.#stream = stream
    this.#maxBufferedBytes = maxBufferedBytes
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
    if (this.socket.bufferedAmount > this.#maxBufferedBytes) this.socket.terminate()
  }

  close(code: number): void {
    this.socket.close(code)
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

  uncork(): void {
    this.#corked = false
    this.#stream.uncork()
  }
}

function uncork(wire: SocketWire): void {
  wire.uncork()
}

export function errorFrame(code: ErrorCode, message: string, retryAfterMs?: number): string {
  return encode({ type: 'error', code, message, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) })
}
