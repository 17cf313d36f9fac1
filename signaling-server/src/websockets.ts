import type { IncomingMessage, Server } from 'node:http'
import type { BlockList } from 'node:net'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type RawData, type ServerOptions, type WebSocket } from 'ws'
import { originAllowed, type AccessTokens } from './access.ts'
import type { Clock } from './clock.ts'
import { Heartbeat } from './heartbeat.ts'
import type { Hub } from './hub.ts'
import type { Admission, Refusal } from './limits/admission.ts'
import { clientAddress, limitKey } from './limits/client-address.ts'
import { Intake } from './limits/intake.ts'
import { Pace, type PaceLimits } from './limits/pace.ts'
import type { Log } from './log.ts'
import type { Stats } from './metrics/stats.ts'
import { closeCodes, maxFrameBytes, socketPath, subprotocol } from './protocol/index.ts'
import { errorFrame, ExplainingSocket, SocketWire } from './socket-wire.ts'

export interface WebSocketsOptions {
  readonly clock: Clock
  readonly hub: Hub
  readonly heartbeatMs: number
  /** How long a connection may stand without a seat. Milliseconds. */
  readonly joinTimeoutMs: number
  readonly admission: Admission
  readonly pace: PaceLimits
  /** What may wait to be written to one client. */
  readonly maxBufferedBytes: number
  /** Proxies whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: BlockList
  readonly allowedOrigins: readonly string[]
  /** Undefined: anybody may use this server. */
  readonly accessTokens: AccessTokens | undefined
  readonly stats: Stats
  readonly log: Log
}

/** Why a socket is not wanted, and the close code to say so with. */
interface Rejection extends Refusal {
  readonly closeCode: number
}

const serverOptions: ServerOptions<typeof ExplainingSocket> & { closeTimeout: number } = {
  noServer: true,
  WebSocket: ExplainingSocket,
  // Sealed signals do not compress, and zlib's state costs more memory than all else of a connection.
  perMessageDeflate: false,
  maxPayload: maxFrameBytes,
  // How long a client may take to answer a close before its socket is destroyed. Milliseconds.
  closeTimeout: 3_000,
  // One who offers only other versions gets the first of them back, for without a common subprotocol most clients
  // fail the handshake and would never hear `unsupported-version`.
  handleProtocols: (offered) =>
    offered.has(subprotocol) ? subprotocol : (offered.values().next().value ?? false),
}

/** Accepts WebSockets on an HTTP server's upgrades and ties each to a connection of the hub. */
export class WebSockets {
  readonly #options: WebSocketsOptions
  readonly #heartbeat: Heartbeat
  readonly #server = new WebSocketServer(serverOptions)
  #stopping = false

  constructor(http: Server, options: WebSocketsOptions) {
    this.#options = options
    this.#heartbeat = new Heartbeat(options.clock, options.heartbeatMs)
    http.on('upgrade', (request, stream, head) => this.#upgrade(request, stream, head))
  }

  /** From now on new sockets are turned away. */
  refuseNew(): void {
    this.#stopping = true
  }

  /** Resolves when the last socket has gone of its own accord, or after so many milliseconds. */
  async emptied(withinMs: number): Promise<void> {
    const { clients } = this.#server
    if (clients.size === 0) return
    await new Promise<void>((resolve) => {
      const cancel = this.#options.clock.after(withinMs, resolve)
      for (const socket of clients) {
        socket.once('close', () => {
          if (clients.size > 0) return
          cancel()
          resolve()
        })
      }
    })
  }

  /** Says goodbye to everybody, and resolves when all sockets are gone. */
  async close(): Promise<void> {
    this.refuseNew()
    this.#heartbeat.stop()
    const closed = [...this.#server.clients].map(
      (socket) => new Promise<void>((resolve) => socket.once('close', () => resolve())),
    )
    for (const socket of this.#server.clients) socket.close(closeCodes.goingAway)
    await Promise.all(closed)
  }

  #upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void {
    // Until ws takes over, a reset by the other side would otherwise end the process.
    const ignore = () => stream.destroy()
    stream.on('error', ignore)
    const path = request.url?.split('?', 1)[0]
    if (this.#stopping || path !== socketPath) {
      const status = this.#stopping ? '503 Service Unavailable' : '404 Not Found'
      stream.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
      return
    }
    this.#server.handleUpgrade(request, stream, head, (socket) => {
      stream.off('error', ignore)
      // ws reports what breaks RFC 6455 here, and has already closed with the code that RFC gives.
      socket.on('error', (cause) => this.#options.log.debug({ problem: cause.message }, 'socket error'))
      this.#receive(request, socket, stream)
    })
  }

  /** Lets a socket in or says why not. */
  #receive(request: IncomingMessage, socket: WebSocket, stream: Duplex): void {
    const { admission, trustedProxies, stats } = this.#options
    const forwarded = request.headers['x-forwarded-for']
    const hops = Array.isArray(forwarded) ? forwarded.join(',') : forwarded
    const visitor = limitKey(clientAddress(request.socket.remoteAddress ?? '', hops, trustedProxies))
    const unwelcome = this.#examine(request, socket)
    const refusal = unwelcome ?? admission.enter(visitor)
    if (refusal) {
      stats.countError(refusal.code)
      socket.send(errorFrame(refusal.code, refusal.message, refusal.retryAfterMs))
      socket.close(unwelcome?.closeCode ?? closeCodes.tryAgainLater)
      return
    }
    socket.once('close', () => admission.leave(visitor))
    this.#accept(socket, stream, visitor)
  }

  #examine(request: IncomingMessage, socket: WebSocket): Rejection | undefined {
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

  #accept(socket: WebSocket, stream: Duplex, visitor: string): void {
    const { clock, hub, joinTimeoutMs, maxBufferedBytes, pace: paceLimits, stats, log } = this.#options
    const wire = new SocketWire(socket, stream, maxBufferedBytes)
    const connection = hub.open(wire, visitor)
    const intake = new Intake({
      clock,
      pace: new Pace(paceLimits, clock.now()),
      handle: (text, bytes) => connection.receive(text, bytes),
      onReading: (reading) => wire.setReading(reading, 'pace'),
    })
    const unwatch = this.#heartbeat.watch(wire)
    const cancelJoinTimeout = clock.after(joinTimeoutMs, () => {
      if (!connection.hasSeat) connection.close(closeCodes.joinTimeout)
    })
    log.debug({ connection: connection.id }, 'connected')
    socket.on('pong', () => {
      wire.unanswered = 0
    })
    socket.on('message', (data: RawData, isBinary: boolean) => {
      wire.unanswered = 0
      if (isBinary || !Buffer.isBuffer(data)) {
        connection.refuse('bad-message', 'frames are text')
        return
      }
      intake.take(data.toString(), data.length)
    })
    socket.on('close', (code) => {
      cancelJoinTimeout()
      unwatch()
      intake.dispose()
      hub.closed(connection)
      stats.countClose(code)
      log.debug({ connection: connection.id, code }, 'closed')
    })
  }
}
