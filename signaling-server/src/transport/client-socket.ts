import { WebSocket } from 'ws'
import { errorMessage } from '../protocol/error-message.ts'
import { closeCodes, encode, maxFragments, maxFrameBytes, type ErrorCode } from '../protocol/index.ts'
import type { Visit } from './websocket-transport.ts'

/**
 * A WebSocket that says why before it closes: ws itself closes with 1009 or 1008 as soon as a frame's header announces
 * too much, before anybody could send the `error` the protocol promises.
 */
export class ClientSocket extends WebSocket {
  /** Whose socket it is, once it was let in. Here, so that thousands of sockets share the listeners below. */
  visit: Visit | undefined

  override close(code?: number, reason?: string | Buffer): void {
    this.visit?.flush()
    if (this.readyState === WebSocket.OPEN) {
      if (code === closeCodes.tooLarge) this.refuse('too-large', `a frame may have ${maxFrameBytes} bytes`)
      if (code === closeCodes.policy) this.refuse('too-large', `a message may have ${maxFragments} fragments`)
    }
    super.close(code, reason)
  }

  /** Says no, outside of any conversation. */
  refuse(code: ErrorCode, message: string, retryAfterMs?: number): void {
    this.send(encode(errorMessage(code, message, undefined, retryAfterMs)))
  }

  /** From now on what the client says is the visit's affair. */
  listen(visit: Visit): void {
    this.visit = visit
    this.on('message', onMessage)
    this.on('ping', onControl)
    this.on('pong', onControl)
  }
}

function onMessage(this: WebSocket, data: unknown, isBinary: boolean): void {
  if (!(this instanceof ClientSocket)) return
  if (!Buffer.isBuffer(data)) throw new TypeError('messages are not made into buffers')
  if (isBinary) this.visit?.refuseBinary(data.length)
  else this.visit?.hear(data)
}

function onControl(this: WebSocket, data: Buffer): void {
  if (this instanceof ClientSocket) this.visit?.control(data.length)
}
