import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { MemoryBackplane } from './backplane/memory/memory-backplane.ts'
import type { Backplane, BackplaneOptions } from './backplane/port.ts'
import { systemClock, type Clock } from './clock.ts'
import { defaultSettings, type Settings } from './config/settings.ts'
import { addListener, type AdditionalListener } from './transport/additional-listener.ts'
import { Heartbeat } from './transport/heartbeat.ts'
import { SessionRegistry } from './sessions/session-registry.ts'
import { setHttpTimeouts, createRequestHandler } from './http/request-handler.ts'
import { credentialsEnd, iceServersFor } from './ice/ice-servers.ts'
import { refreshIceServers } from './ice/refresh-ice-servers.ts'
import { randomIds, type Ids } from './sessions/ids.ts'
import { Admission } from './security/admission.ts'
import { networks } from './security/client-address.ts'
import { silentLog, type Log } from './log.ts'
import { Metrics } from './metrics/metrics.ts'
import { Stats } from './metrics/stats.ts'
import { maxFrameBytes, socketPath } from './protocol/index.ts'
import { readSecrets } from './security/secrets.ts'
import { AllowedHosts } from './security/allowed-hosts.ts'
import { MemoryBudget } from './security/memory-budget.ts'
import { heldByPart, memoryHolders } from './transport/memory-holders.ts'
import { socketOptions } from './security/socket-options.ts'
import { createTlsServer } from './security/tls.ts'
import { AcceptedSockets } from './transport/accepted-sockets.ts'
import { WebClientFiles } from './http/web-client-files.ts'
import { SignalingWebSocketServer } from './transport/websocket-server.ts'

/** The settings of config/settings.ts, all optional, and what a program or a test brings of its own. */
export type SignalingServerOptions = Partial<Settings> & {
  readonly clock?: Clock
  readonly ids?: Ids
  readonly log?: Log
  /** Where rooms live; in memory if nothing is given. */
  readonly backplane?: (wiring: BackplaneOptions) => Promise<Backplane>
}

export interface SignalingServer {
  /** Where clients connect: `ws://host:port/ws`, or `wss:`. */
  readonly url: string
  readonly port: number
  /** Can be reached on one more address from then on; port 0 lets the system choose. Rejects as the start does. */
  addListener(host: string, port: number): Promise<AdditionalListener>
  /** Reads certificate and key again, if there are any. They are also looked at by themselves. */
  reload(): Promise<void>
  /** Tells clients to go elsewhere, gives them `drainMs`, and resolves when every socket and timer is gone. */
  close(): Promise<void>
}

/** Starts a signaling server. Rejects with the system's error if it cannot listen, or a file it needs is not there. */
export async function createSignalingServer(options: SignalingServerOptions = {}): Promise<SignalingServer> {
  const { clock = systemClock, ids = randomIds, log = silentLog, backplane: chosen, ...given } = options
  const settings: Settings = { ...defaultSettings, ...given }
  const { host, maxPeers, resumeMs, heartbeatMs, drainMs, turnTtlSeconds } = settings
  const { turnSecret, accessTokens } = await readSecrets(settings)
  const web = settings.web === undefined ? undefined : await WebClientFiles.open(settings.web)
  const ice = {
    fixed: settings.iceServers,
    stunUrls: settings.stunUrls,
    turnUrls: settings.turnUrls,
    turnSecret,
    turnTtlMs: turnTtlSeconds * 1000,
  }
  const limits = { maxPeers, resumeMs }
  const stats = new Stats()
  const admission = new Admission(clock, settings)
  const accepted = new AcceptedSockets(admission)
  let draining = false
  const budget: MemoryBudget = new MemoryBudget(
    settings,
    () => memoryHolders(sockets, backplane),
    (scope, count) => {
      stats.countEvictions(scope, count)
      log.warn({ scope, clients: count }, 'too much was held')
    },
  )

  const wiring: BackplaneOptions = {
    clock,
    log,
    limits,
    // Nothing is delivered before somebody connects.
    deliver: (outgoing) => registry.deliver(outgoing),
    openMeter: (connection) => budget.open(registry.addressKeyOf(connection)),
    onHealth: (healthy) => registry.setReading(healthy),
  }
  const backplane = chosen ? await chosen(wiring) : new MemoryBackplane(wiring)
  const registry: SessionRegistry = new SessionRegistry({
    clock,
    ids,
    limits: { ...limits, maxFrameBytes, heartbeatMs },
    iceServers: (self) => iceServersFor(self, clock.now(), ice),
    admission,
    stats,
    backplane,
  })
  const metrics = new Metrics({
    stats,
    backplane,
    connections: () => registry.sessions.size,
    sockets: accepted,
    memory: () => heldByPart(sockets, backplane),
    memoryLimits: settings,
    draining: () => draining,
  })
  const { tlsCert, tlsKey } = settings
  const secure = tlsCert !== undefined && tlsKey !== undefined
  const allowedHosts = new AllowedHosts(settings.allowedHosts)
  const allowsHost = (request: IncomingMessage) => allowedHosts.allows(request, secure)
  const listener = createRequestHandler({
    health: () => {
      const { healthy, rooms, seats } = backplane.counts()
      const status = draining ? 'draining' : healthy ? 'ok' : 'degraded'
      return { ok: status === 'ok', body: { status, connections: registry.sessions.size, rooms, seats } }
    },
    metrics: () => metrics.text(),
    allowsHost,
    secure,
    web,
  })
  const tls = secure ? await createTlsServer({ cert: tlsCert, key: tlsKey }, listener, log) : undefined
  const http = tls?.server ?? createServer(socketOptions, listener)
  setHttpTimeouts(http)
  accepted.watch(http)
  const sockets: SignalingWebSocketServer = new SignalingWebSocketServer(http, {
    ...settings,
    clock,
    registry,
    heartbeat: new Heartbeat(clock, heartbeatMs),
    admission,
    allowsHost,
    budget,
    rateLimits: settings,
    trustedProxies: networks(settings.trustProxy),
    accessTokens,
    stats,
    log,
  })
  const stopRefreshing = credentialsEnd(ice)
    ? refreshIceServers(clock, () => registry.sessions.values(), ice.turnTtlMs)
    : () => undefined

  const dispose = async () => {
    stopRefreshing()
    tls?.stopWatching()
    await sockets.close()
    await registry.close()
    admission.stop()
    metrics.stop()
  }
  try {
    await listen(http, settings.port, host)
  } catch (cause) {
    await dispose()
    throw cause
  }
  const { port } = http.address() as AddressInfo
  const url = `${secure ? 'wss' : 'ws'}://${authority(host, port)}${socketPath}`
  log.info({ url }, 'listening')

  const further = new Set<AdditionalListener>()
  const close = async () => {
    draining = true
    log.info({ connections: registry.sessions.size }, 'draining')
    sockets.refuseNew()
    for (const session of registry.sessions.values()) {
      // Spread over the time there is, so that the next server is not stormed.
      session.announceDraining(Math.round(Math.random() * drainMs))
    }
    await sockets.waitUntilEmpty(drainMs)
    await dispose()
    await Promise.all([...further].map((listener) => listener.close()))
    await new Promise<void>((resolve) => {
      http.close(() => resolve())
      // Whatever it was that they were doing: only WebSockets had anything to be told.
      accepted.destroyAll()
    })
    log.info({}, 'stopped')
  }
  let closing: Promise<void> | undefined
  const reload = () => tls?.reload() ?? Promise.resolve()
  return {
    url,
    port,
    addListener: async (otherHost, otherPort) => {
      const listener = await addListener(http, otherHost, otherPort)
      further.add(listener)
      return listener
    },
    reload,
    close: () => (closing ??= close()),
  }
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
