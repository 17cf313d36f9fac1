import type { Server, Socket } from 'node:net'
import type { SocketAdmission } from '../security/socket-admission.ts'

/**
 * Owns every TCP socket the server has accepted, from the first packet on: silent ones, TLS handshakes, half a request,
 * kept-alive HTTP, refused upgrades and WebSockets. What stands can be listed here and closed here, and nowhere else has
 * to remember it.
 */
export class AcceptedSockets {
  readonly #admission: SocketAdmission
  /** With the key that admission counts each by. */
  readonly #sockets = new Map<Socket, string>()
  /** One listener that all sockets share. */
  readonly #onClose: (this: Socket) => void
  #refused = 0

  constructor(admission: SocketAdmission) {
    this.#admission = admission
    const sockets = this.#sockets
    this.#onClose = function () {
      const key = sockets.get(this)
      if (key === undefined) return
      sockets.delete(this)
      admission.closeSocket(key)
    }
  }

  /** From now on owns what this server accepts; of a TLS server, the sockets below the encryption. */
  watch(server: Server): void {
    server.on('connection', (socket: Socket) => this.#accept(socket))
  }

  get size(): number {
    return this.#sockets.size
  }

  /** How many were closed at once because too many stood. */
  get refused(): number {
    return this.#refused
  }

  destroyAll(): void {
    for (const socket of this.#sockets.keys()) socket.destroy()
  }

  #accept(socket: Socket): void {
    const key = this.#admission.openSocket(socket.remoteAddress ?? '')
    if (key === undefined) {
      this.#refused++
      // There is no protocol yet in which to say why; and an answer would be one more thing to wait for.
      socket.destroy()
      return
    }
    this.#sockets.set(socket, key)
    socket.once('close', this.#onClose)
  }
}
