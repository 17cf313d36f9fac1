import { WebSocket } from 'ws'
import { closeCodes, encode, maxFrameBytes, type ErrorCode } from './protocol/index.ts'
import type { Visit } from './visit.ts'

/**
 * A WebSocket that says why before it closes: ws itself closes with 1009 as soon as a frame's header announces too
 * much, before anybody could send the `error` the protocol promises.
 */
export class ClientSocket extends WebSocket {
  /** Whose socket it is, once it was let in. Here, so that thousands of sockets share the listeners below. */
  visit: Visit | undefined

  override close(code?: number, reason?: string | Buffer): void {
    this.visit?.flush()
    if (code === closeCodes.tooLarge && this.readyState === WebSocket.OPEN) {
      this.refuse('too-large', `a frame may have ${maxFrameBytes} bytes`)
    }
    super.close(code, reason)
  }

  /** Says no, outside of any conversation. */
  refuse(code: ErrorCode, message: string, retryAfterMs?: number): void {
    this.send(
      encode({ type: 'error', code, message, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) }),
    )
  }

  /** From now on what the client says is the visit's affair. */
  listen(visit: Visit): void {
    this.visit = visit
    this.on('message', onMessage)
  }
}

function onMessage(this: WebSocket, data: unknown, isBinary: boolean): void {
  if (!(this instanceof ClientSocket)) return
  if (isBinary || !Buffer.isBuffer(data)) this.visit?.refuseBinary()
  else this.visit?.hear(data)
}
