import type { IncomingMessage, Server } from 'node:http'
import { Socket } from 'node:net'
import { WebSocketServer, type ServerOptions, type WebSocket } from 'ws'
import { originAllowed } from '../security/access.ts'
import { ClientSocket } from './client-socket.ts'
import type { Refusal } from '../security/admission.ts'
import { clientAddress, limitKey } from '../security/client-address.ts'
import { closeCodes, maxFragments, maxFrameBytes, socketPath, subprotocol } from '../protocol/index.ts'
import type { WebSocketServerOptions } from './websocket-server-options.ts'
import { WebSocketTransport } from './websocket-transport.ts'

/** How long a refused upgrade request may take to read its answer. Milliseconds. */
const refusalMs = 3_000

/** Some options that ws documents and its types do not know yet. */
interface MoreServerOptions {
  readonly closeTimeout: number
  readonly maxFragments: number
  readonly maxBufferedChunks: number
}

const serverOptions: ServerOptions<typeof ClientSocket> & MoreServerOptions = {
  noServer: true,
  // It would hold a listener for each socket; we have one that they share.
  clientTracking: false,
  WebSocket: ClientSocket,
  // Sealed signals do not compress, and zlib's state costs more memory than all else of a connection.
  perMessageDeflate: false,
  maxPayload: maxFrameBytes,
  maxFragments,
  // Read in pieces of one byte, a frame would take more for the pieces than for itself. The smallest packets that are
  // common (RFC 791: 576 bytes) make 124 of the longest frame.
  maxBufferedChunks: 256,
  // How long a client may take to answer a close before its socket is destroyed. Milliseconds.
  closeTimeout: 3_000,
  // One who offers only other versions gets the first of them back, for without a common subprotocol most clients
  // fail the handshake and would never hear `unsupported-version`.
  handleProtocols: (offered) =>
    offered.has(subprotocol) ? subprotocol : (offered.values().next().value ?? false),
}

/** Accepts WebSocket upgrades of an HTTP server and opens a client session for each. */
export class SignalingWebSocketServer {
  readonly #options: WebSocketServerOptions
  readonly #server = new WebSocketServer(serverOptions)
  readonly #sockets = new Set<WebSocket>()
  readonly #onClose: (this: WebSocket, code: number) => void
  #stopping = false
  /** ws reports what breaks RFC 6455 here, and has already closed with the code that RFC gives. */
  readonly #onError = (cause: Error) => this.#options.log.debug({ problem: cause.message }, 'socket error')

  constructor(http: Server, options: WebSocketServerOptions) {
    this.#options = options
    const sockets = this.#sockets
    this.#onClose = function (code) {
      sockets.delete(this)
      if (this instanceof ClientSocket) this.transport?.closed(code)
    }
    http.on('upgrade', (request, stream, head) => {
      // Declared as a Duplex, for servers over other transports; over TCP and TLS it is a socket.
      if (stream instanceof Socket) this.#upgrade(request, stream, head)
      else stream.destroy()
    })
  }

  /** Transports of all admitted clients that are still connected. */
  *transports(): Iterable<WebSocketTransport> {
    for (const socket of this.#sockets) {
      if (socket instanceof ClientSocket && socket.transport instanceof WebSocketTransport)
        yield socket.transport
    }
  }

  /** Refuses new upgrades from now on. */
  refuseNew(): void {
    this.#stopping = true
  }

  /** Resolves when all sockets have closed by themselves, or after `withinMs`. */
  async waitUntilEmpty(withinMs: number): Promise<void> {
    if (this.#sockets.size === 0) return
    await new Promise<void>((resolve) => {
      const cancel = this.#options.clock.after(withinMs, resolve)
      for (const socket of this.#sockets) {
        socket.once('close', () => {
          if (this.#sockets.size > 0) return
          cancel()
          resolve()
        })
      }
    })
  }

  /** Closes all sockets with 1001 and resolves when they are closed. */
  async close(): Promise<void> {
    this.refuseNew()
    this.#options.heartbeat.stop()
    const closed = [...this.#sockets].map(
      (socket) => new Promise<void>((resolve) => socket.once('close', () => resolve())),
    )
    for (const socket of this.#sockets) socket.close(closeCodes.goingAway)
    await Promise.all(closed)
  }

  #upgrade(request: IncomingMessage, stream: Socket, head: Buffer): void {
    // Until ws takes over, a reset by the other side would otherwise end the process.
    stream.on('error', destroy)
    const path = request.url?.split('?', 1)[0]
    const isHostAllowed = this.#options.allowsHost(request)
    if (this.#stopping || !isHostAllowed || path !== socketPath) {
      const status = this.#stopping
        ? '503 Service Unavailable'
        : isHostAllowed
          ? '404 Not Found'
          : '421 Misdirected Request'
      refuseUpgrade(stream, status)
      return
    }
    this.#server.handleUpgrade(request, stream, head, (socket) => {
      stream.off('error', destroy)
      this.#receive(request, socket, stream)
    })
  }

  /** Admits or refuses a socket. No long-lived object may reference the request, which is large. */
  #receive(request: IncomingMessage, socket: ClientSocket, stream: Socket): void {
    const { admission, trustedProxies, stats } = this.#options
    this.#sockets.add(socket)
    socket.on('error', this.#onError)
    socket.on('close', this.#onClose)
    const forwarded = request.headers['x-forwarded-for']
    const hops = Array.isArray(forwarded) ? forwarded.join(',') : forwarded
    const addressKey = limitKey(clientAddress(request.socket.remoteAddress ?? '', hops, trustedProxies))
    const refusal = this.#findRefusal(request, socket) ?? admission.openConnection(addressKey)
    if (refusal) {
      stats.countError(refusal.code)
      socket.refuse(refusal.code, refusal.message, refusal.retryAfterMs)
      socket.close(refusal.closeCode ?? closeCodes.tryAgainLater)
      // Does not wait for the closing handshake: the socket is destroyed once the error is written.
      stream.destroySoon()
    } else {
      new WebSocketTransport(socket, stream, addressKey, this.#options)
    }
  }

  #findRefusal(request: IncomingMessage, socket: ClientSocket): Refusal | undefined {
    if (socket.protocol !== subprotocol) {
      const message = `the subprotocol must be ${subprotocol}`
      return { code: 'unsupported-version', message, closeCode: closeCodes.protocol }
    }
    const { origin, host, 'sec-websocket-protocol': offered } = request.headers
    const { allowedOrigins, accessTokens } = this.#options
    if (!originAllowed(origin, host, allowedOrigins)) {
      const message = 'this origin is not allowed here'
      return { code: 'unauthorized', message, closeCode: closeCodes.unauthorized }
    }
    if (accessTokens && !accessTokens.admits(offered)) {
      return {
        code: 'unauthorized',
        message: 'an access token is needed',
        closeCode: closeCodes.unauthorized,
      }
    }
    return undefined
  }
}

/**
 * Answers, and lets go of the socket: after an upgrade request it belongs to nobody, and a client that keeps its side
 * open would keep it for ever.
 */
function refuseUpgrade(stream: Socket, status: string): void {
  stream.once('finish', destroy)
  // One that does not read its answer.
  stream.setTimeout(refusalMs, destroy)
  stream.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

function destroy(this: Socket): void {
  this.destroy()
}
