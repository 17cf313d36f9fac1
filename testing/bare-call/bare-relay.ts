import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { WebSocketServer, type WebSocket } from 'ws'
import { bundleForPage } from '../browser/in-page/bundle.ts'
import { projectFolder } from '../paths.ts'

/** What our pages show, without our pages: oneself in the lobby, then the other across the window and oneself in a corner. */
const html = `<!doctype html><title>bare</title>
<style>
  body { margin: 0; background: #111 }
  [data-testid=remote-video] { position: fixed; inset: 0; width: 100%; height: 100%; object-fit: contain }
  [data-testid=local-video] { position: fixed; left: 112px; top: 94px; width: 570px; transform: scaleX(-1) }
  button { position: fixed; right: 16px; bottom: 16px }
  .in-call [data-testid=local-video] { left: auto; top: auto; right: 16px; bottom: 16px; width: 244px }
</style>
<video data-testid="remote-video" autoplay playsinline></video>
<video data-testid="local-video" autoplay playsinline muted></video>
<button data-testid="enter-call" disabled>Enter</button>
<script src="/page.js"></script>`

/** Serves the bare page, tells who joins how many are there, and passes everything else on to them, unread. */
export class BareRelay {
  readonly #http: Server
  readonly #sockets: WebSocketServer

  private constructor(http: Server, sockets: WebSocketServer) {
    this.#http = http
    this.#sockets = sockets
  }

  static async start(): Promise<BareRelay> {
    const script = await bundleForPage(join(projectFolder, 'testing/bare-call/bare-page.ts'))
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
      rooms.set(room, others)
      socket.on('message', (data, binary) => {
        if (!others.has(socket)) {
          socket.send(JSON.stringify({ joined: others.size }))
          others.add(socket)
          return
        }
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
