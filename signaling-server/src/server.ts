import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { MemoryBackplane } from './backplane/memory.ts'
import { systemClock, type Clock } from './clock.ts'
import { defaultSettings, type Settings } from './config/settings.ts'
import { Hub } from './hub.ts'
import { createHttpServer } from './http.ts'
import { randomIds, type Ids } from './ids.ts'
import { maxFrameBytes, socketPath } from './protocol/index.ts'
import { WebFolder } from './web-folder.ts'
import { WebSockets } from './websockets.ts'

/** The settings of config/settings.ts, all optional, and what tests replace. */
export type SignalingServerOptions = Partial<Settings> & {
  readonly clock?: Clock
  readonly ids?: Ids
}

export interface SignalingServer {
  /** Where clients connect: `ws://host:port/ws`. */
  readonly url: string
  readonly port: number
  /** Tells clients to go elsewhere, gives them `drainMs`, and resolves when every socket and timer is gone. */
  close(): Promise<void>
}

/** Starts a signaling server. Rejects with the system's error if it cannot listen, or the web folder is not there. */
export async function createSignalingServer(options: SignalingServerOptions = {}): Promise<SignalingServer> {
  const { clock = systemClock, ids = randomIds, ...given } = options
  const settings: Settings = { ...defaultSettings, ...given }
  const { host, maxPeers, resumeMs, heartbeatMs, joinTimeoutMs, drainMs } = settings
  const web = settings.web === undefined ? undefined : await WebFolder.open(settings.web)
  let draining = false

  const hub = new Hub({
    clock,
    ids,
    limits: { maxPeers, maxFrameBytes, resumeMs, heartbeatMs },
    iceServers: () => [],
    backplane: (deliver) => new MemoryBackplane({ clock, limits: { maxPeers, resumeMs }, deliver }),
  })
  const http = createHttpServer({
    health: () => ({
      ok: !draining,
      body: {
        status: draining ? 'draining' : 'ok',
        connections: hub.connections.size,
        ...hub.backplane.census(),
      },
    }),
    web,
  })
  const sockets = new WebSockets(http, { clock, hub, heartbeatMs, joinTimeoutMs })
  try {
    await listen(http, settings.port, host)
  } catch (cause) {
    await sockets.close()
    await hub.close()
    throw cause
  }
  const { port } = http.address() as AddressInfo

  const close = async () => {
    draining = true
    sockets.refuseNew()
    for (const connection of hub.connections.values()) {
      // Spread over the time there is, so that the next server is not stormed.
      connection.announceDraining(Math.round(Math.random() * drainMs))
    }
    await sockets.emptied(drainMs)
    await sockets.close()
    await hub.close()
    await new Promise<void>((resolve) => {
      http.close(() => resolve())
      http.closeAllConnections()
    })
  }
  let closing: Promise<void> | undefined
  return { url: `ws://${authority(host, port)}${socketPath}`, port, close: () => (closing ??= close()) }
}

function listen(http: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    http.once('error', reject)
    http.listen(port, host, () => {
      http.off('error', reject)
      resolve()
    })
  })
}

/** How this server is called on its own machine. */
function authority(host: string, port: number): string {
  if (host === '0.0.0.0' || host === '::') return `localhost:${port}`
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`
}
