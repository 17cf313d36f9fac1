import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { WebSocketServer, type WebSocket } from 'ws'
import { bundleForPage } from '../../e2e/support/in-page/bundle.ts'
import { projectFolder } from '../../e2e/support/paths.ts'

const html = `<!doctype html><title>bare</title>
<video data-testid="remote-video" autoplay playsinline></video>
<button data-testid="enter-call" disabled>Enter</button>
<script src="/page.js"></script>`

/** Serves the bare page and passes every frame on to the others of the same room, unread. */
export class BareRelay {
  readonly #http: Server
  readonly #sockets: WebSocketServer

  private constructor(http: Server, sockets: WebSocketServer) {
    this.#http = http
    this.#sockets = sockets
  }

  static async start(): Promise<BareRelay> {
    const script = await bundleForPage(join(projectFolder, 'bench/call-setup/bare-page.ts'))
    const http = createServer((request, response) => {
      const isScript = request.url === '/page.js'
      response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html')
      response.end(isScript ? script : html)
    })
    const sockets = new WebSocketServer({ server: http, path: '/relay', perMessageDeflate: false })
    const rooms = new Map<string, Set<WebSocket>>()
    sockets.on('connection', (socket, request) => {
      const room = request.url ?? ''
      const others = rooms.get(room) ?? new Set()
      rooms.set(room, others.add(socket))
      socket.on('message', (data, binary) => {
        for (const other of others) if (other !== socket) other.send(data, { binary })
      })
      socket.on('close', () => others.delete(socket))
    })
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
    return new BareRelay(http, sockets)
  }

  url(room: string): string {
    const { port } = this.#http.address() as AddressInfo
    return `http://127.0.0.1:${port}/?room=${room}`
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets.clients) socket.terminate()
    this.#sockets.close()
    this.#http.closeAllConnections()
    await new Promise<void>((resolve) => this.#http.close(() => resolve()))
  }
}
