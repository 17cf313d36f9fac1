import { createSignalingServer, type AdditionalListener } from '@visavis/signaling-server'
import { describeError, type Log } from '../../diagnostics/log.ts'
import { preferredPort } from './preferred-port.ts'

export interface EmbeddedServer {
  /** ws: address of its endpoint on this machine. */
  readonly url: string
  /** Can be reached on this address of the machine too, on the same port if it is free there. */
  addListener(address: string): Promise<AdditionalListener>
  close(): Promise<void>
}

export interface EmbeddedServerOptions {
  /** The built renderer, served to guests who open a link in a browser. */
  readonly webFolder: string
  readonly log: Log
}

/** Loopback only: nothing outside this machine can reach it, until a person chooses a network. */
const host = '127.0.0.1'
/**
 * What a household or an office needs, with room to spare. Nobody who misbehaves on it can keep this computer busy, nor
 * keep the others out.
 */
const limits = {
  maxConnections: 500,
  maxConnectionsPerAddress: 100,
  joinsPerMinute: 240,
  resumesPerMinute: 480,
  // The app shares its memory with this server: what a few calls need for a moment, and not what an attacker wants.
  maxBufferedBytes: 1024 * 1024,
  maxHeldBytes: 16 * 1024 * 1024,
  maxHeldBytesPerAddress: 6 * 1024 * 1024,
}
/**
 * No page on the web may reach it by having its own name lead here (DNS rebinding): it answers as this computer and by
 * the address of the chosen network.
 */
const allowedHosts = ['self']

/** Starts the signaling server inside the app, so that a call needs nothing else. */
export async function startEmbeddedServer({
  webFolder,
  log,
}: EmbeddedServerOptions): Promise<EmbeddedServer> {
  // Nobody is to be moved elsewhere when the app quits: no time for draining.
  const options = { host, web: webFolder, drainMs: 0, allowedHosts, ...limits }
  const server = await createSignalingServer({ ...options, port: preferredPort }).catch((error: unknown) => {
    log.warn('embedded server takes another port', { error: describeError(error) })
    return createSignalingServer({ ...options, port: 0 })
  })
  log.info('embedded server listens', { port: server.port })
  return {
    url: server.url,
    addListener: (address) =>
      server.addListener(address, server.port).catch((error: unknown) => {
        if (!isTaken(error)) throw error
        log.warn('embedded server takes another port on the network', { error: describeError(error) })
        return server.addListener(address, 0)
      }),
    close: () => server.close(),
  }
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
}
