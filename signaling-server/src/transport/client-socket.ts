import { WebSocket } from 'ws'
import { errorMessage } from '../protocol/error-message.ts'
import { closeCodes, encode, maxFragments, maxFrameBytes, type ErrorCode } from '../protocol/index.ts'

/** Receives what arrives on the socket of an admitted client. */
export interface SocketListener {
  /** Writes what is batched for this tick. */
  flush(): void
  receiveMessage(frame: Buffer): void
  refuseBinary(bytes: number): void
  receiveControlFrame(bytes: number): void
  closed(code: number): void
}

/**
 * A WebSocket that sends an error before it closes: ws itself closes with 1009 or 1008 as soon as a frame's header announces
 * too much, before anybody could send the `error` the protocol promises.
 */
export class ClientSocket extends WebSocket {
  /** Set once the client is admitted. A property, so that all sockets share the listeners below. */
  transport: SocketListener | undefined

  override close(code?: number, reason?: string | Buffer): void {
    this.transport?.flush()
    if (this.readyState === WebSocket.OPEN) {
      if (code === closeCodes.tooLarge) this.refuse('too-large', `a frame may have ${maxFrameBytes} bytes`)
      if (code === closeCodes.policy) this.refuse('too-large', `a message may have ${maxFragments} fragments`)
    }
    super.close(code, reason)
  }

  /** Sends an error that answers no message. */
  refuse(code: ErrorCode, message: string, retryAfterMs?: number): void {
    this.send(encode(errorMessage(code, message, undefined, retryAfterMs)))
  }

  /** Passes messages to this transport from now on. */
  attach(transport: SocketListener): void {
    this.transport = transport
    this.on('message', onMessage)
    this.on('ping', onControl)
    this.on('pong', onControl)
  }
}

function onMessage(this: WebSocket, data: unknown, isBinary: boolean): void {
  if (!(this instanceof ClientSocket)) return
  if (!Buffer.isBuffer(data)) throw new TypeError('messages are not made into buffers')
  if (isBinary) this.transport?.refuseBinary(data.length)
  else this.transport?.receiveMessage(data)
}

function onControl(this: WebSocket, data: Buffer): void {
  if (this instanceof ClientSocket) this.transport?.receiveControlFrame(data.length)
}
