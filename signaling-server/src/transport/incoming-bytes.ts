import { maxFragments, maxFrameBytes } from '../protocol/index.ts'

/** What a piece of what was read takes besides its bytes: an object for each, however small. Bytes, roughly. */
const overhead = 512

/** More is never held: a message has so many parts at most, and each is a part of one piece that was read. */
const most = (maxFragments + 1) * (maxFrameBytes + overhead)

/**
 * What is held of a message that has begun to arrive, told from outside the WebSocket library: by what was read from the
 * socket and what the library has made of it. A part of a piece that was read holds the whole piece.
 */
export class IncomingBytes {
  /** Read, and not part of anything that is finished. */
  #unfinished = 0
  /** Finished during this read. */
  #finished = 0
  #messageEnded = false
  #held = 0

  get heldBytes(): number {
    return this.#held
  }

  /** A message with a payload of so many bytes is complete. */
  message(payloadBytes: number): void {
    this.#messageEnded = true
    this.control(payloadBytes)
  }

  /** A control frame with a payload of so many bytes has come, perhaps in the middle of a message. */
  control(payloadBytes: number): void {
    // Mask and shortest header (RFC 6455, section 5.2). One who sends longer ones, or fragments, seems to hold more.
    this.#finished += payloadBytes + (payloadBytes < 126 ? 6 : payloadBytes <= 0xffff ? 8 : 14)
  }

  /** So many bytes were read at once, and everything they complete was reported before. */
  read(bytes: number): void {
    this.#unfinished += bytes - this.#finished
    this.#finished = 0
    const messageEnded = this.#messageEnded
    this.#messageEnded = false
    if (this.#unfinished <= 0) {
      this.#unfinished = this.#held = 0
      return
    }
    // After the end of a message, no more can be left than the piece it ended in.
    if (messageEnded) {
      this.#unfinished = Math.min(this.#unfinished, bytes)
      this.#held = 0
    }
    this.#held = Math.min(this.#held + bytes + overhead, most)
  }
}
