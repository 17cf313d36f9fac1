import type { Socket } from 'node:net'
import type { ClientSocket } from './client-socket.ts'
import { maxTextFrame, textFrame } from './text-frame.ts'

/** How much is handed to the socket at once, whether or not it can take more. Bytes. */
const maxWrite = 64 * 1024

/** What a waiting message takes besides its text. Bytes, roughly. */
const overhead = 128

interface Waiting {
  readonly frame: string
  /** UTF-8 bytes of `frame`. */
  readonly bytes: number
  readonly sequenced: boolean
}

/**
 * What is on its way to one client. Frames of one tick leave in one write: the system call is the dearest part of it.
 * While the socket does not take them they wait here and not in its buffer, so that it is known which of them the client
 * cannot have read.
 */
export class OutgoingQueue {
  readonly #socket: ClientSocket
  /** What `socket` runs over. */
  readonly #stream: Socket
  readonly #onDrain: () => void
  /** Finished frames of ASCII that go out together at the end of this tick. */
  #unsent = ''
  /** Undefined while the socket takes what it is given. */
  #waiting: Waiting[] | undefined
  #waitingBytes = 0
  #sequenced = 0

  /** `onDrain`: the socket has taken more of what waits. */
  constructor(socket: ClientSocket, stream: Socket, onDrain: () => void) {
    this.#socket = socket
    this.#stream = stream
    this.#onDrain = onDrain
  }

  /** Whether there is something for `flush` to send. */
  get isBatching(): boolean {
    return this.#unsent !== ''
  }

  /** Messages of the seat's stream that the socket was not given yet. */
  get sequencedWaiting(): number {
    return this.#sequenced
  }

  /** What waits here and in the socket's buffer. Bytes. */
  get heldBytes(): number {
    return this.#waitingBytes + this.#stream.writableLength
  }

  /** Takes a message. Gives true if `flush` has to be called at the end of this tick. */
  send(frame: string, bytes: number, sequenced: boolean): boolean {
    if (this.#waiting) {
      this.#waiting.push({ frame, bytes, sequenced })
      this.#waitingBytes += bytes + overhead
      if (sequenced) this.#sequenced++
      return false
    }
    if (bytes !== frame.length || bytes > maxTextFrame) {
      this.flush()
      // Flushing may have found that the socket takes no more.
      if (this.#isBlocked()) return this.send(frame, bytes, sequenced)
      this.#socket.send(frame)
      this.#lookForCongestion()
      return false
    }
    const isFirst = this.#unsent === ''
    this.#unsent += textFrame(frame)
    if (sequenced) this.#sequenced++
    if (this.#unsent.length < maxWrite) return isFirst
    this.flush()
    return false
  }

  /** Hands over what was batched. */
  flush(): void {
    const frames = this.#unsent
    if (frames === '') return
    this.#unsent = ''
    this.#sequenced = 0
    if (!this.#isOpen()) return
    this.#stream.write(frames, 'latin1')
    this.#lookForCongestion()
  }

  /** The client gets nothing of what still waits; by resuming it would. */
  discard(): void {
    this.#unsent = ''
    this.#sequenced = this.#waitingBytes = 0
    if (this.#waiting) this.#waiting = []
  }

  #lookForCongestion(): void {
    const stream = this.#stream
    // A write that the system took whole leaves nothing, though it may have been past the mark for a moment.
    if (stream.writableLength === 0 || !stream.writableNeedDrain) return
    this.#waiting ??= []
    stream.once('drain', () => this.#drained())
  }

  #drained(): void {
    const waiting = this.#waiting ?? []
    this.#waiting = undefined
    this.#waitingBytes = this.#sequenced = 0
    // What the socket does not take now comes back to wait.
    for (const { frame, bytes, sequenced } of waiting) this.send(frame, bytes, sequenced)
    this.flush()
    this.#onDrain()
  }

  #isBlocked(): boolean {
    return this.#waiting !== undefined
  }

  #isOpen(): boolean {
    return this.#socket.readyState === this.#socket.OPEN && this.#stream.writable
  }
}
