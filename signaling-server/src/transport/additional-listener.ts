import type { Server } from 'node:http'
import { createServer, type AddressInfo, type Socket } from 'node:net'

/** One more address on which a server can be reached. */
export interface AdditionalListener {
  readonly port: number
  /** Ends it, and the connections of everybody who came that way. */
  close(): Promise<void>
}

/**
 * Hands the connections to this address to `http`, which treats them as its own: same rooms, same limits, same TLS.
 * Rejects with the system's error if it cannot listen there.
 */
export async function addListener(http: Server, host: string, port: number): Promise<AdditionalListener> {
  const sockets = new Set<Socket>()
  // As Node's own HTTP server sets up its sockets.
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    http.emit('connection', socket)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      for (const socket of sockets) socket.destroy()
    })
  let closing: Promise<void> | undefined
  return { port: (server.address() as AddressInfo).port, close: () => (closing ??= close()) }
}
