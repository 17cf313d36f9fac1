import { createSignalingServer } from '@visavis/signaling-server'
import { describeError, type Log } from '../log/log.ts'

export interface EmbeddedServer {
  /** ws: address of its endpoint on this machine. */
  readonly url: string
  close(): Promise<void>
}

export interface EmbeddedServerOptions {
  /** The built renderer, served to guests who open a link in a browser. */
  readonly webFolder: string
  readonly log: Log
}

/** Loopback only: nothing outside this machine can reach it. */
const host = '127.0.0.1'
/** The same at each start, so that a link made yesterday still leads here. Any other when it is taken. */
export const preferredPort = 8790

/** Starts the signaling server inside the app, so that a call needs nothing else. */
export async function startEmbeddedServer({
  webFolder,
  log,
}: EmbeddedServerOptions): Promise<EmbeddedServer> {
  // Nobody is to be moved elsewhere when the app quits: no time for draining.
  const options = { host, web: webFolder, drainMs: 0 }
  const server = await createSignalingServer({ ...options, port: preferredPort }).catch((error: unknown) => {
    log.warn('embedded server takes another port', { error: describeError(error) })
    return createSignalingServer({ ...options, port: 0 })
  })
  log.info('embedded server listens', { port: server.port })
  return server
}
