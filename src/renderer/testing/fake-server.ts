import { MemoryBackplane } from '../../../signaling-server/src/backplane/memory/memory-backplane.ts'
import type { ClientSession } from '../../../signaling-server/src/sessions/client-session.ts'
import { SessionRegistry } from '../../../signaling-server/src/sessions/session-registry.ts'
import { silentLog } from '../../../signaling-server/src/log.ts'
import { Stats } from '../../../signaling-server/src/metrics/stats.ts'
import { defaultHeartbeatMs, maxFrameBytes, type IceServer } from '@visavis/signaling-server/protocol'
import type { OpenSocket, SocketHandlers } from '../core/ports/socket.ts'
import type { HandClock } from './hand-clock.ts'
import type { Random } from '../core/lib/clock.ts'
import { base64url } from '../core/lib/base64url.ts'

interface FakeSocket {
  readonly owner: string
  readonly handlers: SocketHandlers
  connection: ClientSession | undefined
  open: boolean
}

/**
 * The real server's own registry and rooms, without the sockets: frames travel when `deliver` is called, a
 * connection breaks when a test says so, and the whole server can be killed and started again.
 */
export class FakeServer {
  readonly resumeMs = 30_000
  maxPeers = 8
  iceServers: IceServer[] = []
  #registry: SessionRegistry | undefined
  readonly #clock: HandClock
  readonly #random: Random
  readonly #sockets = new Set<FakeSocket>()
  readonly #blocked = new Set<string>()
  #queue: (() => void)[] = []

  constructor(clock: HandClock, random: Random) {
    this.#clock = clock
    this.#random = random
    this.start()
  }

  start(): void {
    const limits = { maxPeers: this.maxPeers, resumeMs: this.resumeMs }
    const clock = this.#clock
    const registry: SessionRegistry = new SessionRegistry({
      clock,
      ids: { peer: () => base64url(this.#random.bytes(16)), token: () => base64url(this.#random.bytes(32)) },
      limits: { ...limits, maxFrameBytes, heartbeatMs: defaultHeartbeatMs },
      iceServers: () => this.iceServers,
      admission: { join: () => undefined, resume: () => undefined },
      stats: new Stats(),
      backplane: new MemoryBackplane({
        clock,
        limits,
        log: silentLog,
        deliver: (outgoing) => {
          registry.deliver(outgoing)
        },
        onHealth: () => undefined,
      }),
    })
    this.#registry = registry
  }

  /** As `kill -9`: every connection breaks, every seat is forgotten. */
  kill(): void {
    this.#registry = undefined
    for (const socket of [...this.#sockets]) this.#break(socket, 1006)
  }

  /** Breaks one client's connections and lets no new one through until `unblock`. */
  block(owner: string): void {
    this.#blocked.add(owner)
    this.cut(owner)
  }

  unblock(owner: string): void {
    this.#blocked.delete(owner)
  }

  /** Breaks one client's connections; it may come back at once. What was under way is lost. */
  cut(owner: string): void {
    for (const socket of [...this.#sockets]) if (socket.owner === owner) this.#break(socket, 1006)
  }

  /** How many sockets a client holds. */
  socketsOf(owner: string): number {
    return [...this.#sockets].filter((socket) => socket.owner === owner).length
  }

  openSocket(owner: string): OpenSocket {
    return (handlers) => {
      const socket: FakeSocket = { owner, handlers, connection: undefined, open: false }
      this.#sockets.add(socket)
      this.#later(socket, () => {
        this.#connect(socket)
      })
      return {
        send: (text) => {
          if (!socket.open) throw new Error('sent on a socket that is not open')
          this.#later(socket, () => socket.connection?.receive(Buffer.from(text)))
        },
        close: () => {
          // What was sent before closing still arrives, as it does on a real socket.
          const { connection } = socket
          socket.open = false
          if (!this.#sockets.delete(socket)) return
          this.#queue.push(() => {
            if (connection) this.#registry?.closed(connection)
          })
        },
      }
    }
  }

  /** Lets everything that is under way arrive. @returns whether anything was */
  deliver(): boolean {
    const due = this.#queue
    this.#queue = []
    for (const task of due) task()
    return due.length > 0
  }

  #connect(socket: FakeSocket): void {
    if (!this.#registry || this.#blocked.has(socket.owner)) {
      this.#break(socket, 1006)
      return
    }
    socket.open = true
    socket.connection = this.#registry.open(
      {
        send: (frame) => {
          this.#queue.push(() => {
            // Who has closed hears nothing any more.
            if (this.#sockets.has(socket)) socket.handlers.text(frame)
          })
        },
        close: (code) => {
          this.#queue.push(() => {
            this.#break(socket, code)
          })
        },
        joined: () => undefined,
        sequencedWaiting: 0,
        setReading: () => undefined,
        hold: () => undefined,
        release: () => undefined,
      },
      socket.owner,
    )
    socket.handlers.opened()
  }

  #break(socket: FakeSocket, code: number): void {
    if (!this.#sockets.delete(socket)) return
    socket.open = false
    if (socket.connection) this.#registry?.closed(socket.connection)
    socket.handlers.closed(code)
  }

  /** Frames of one socket keep their order; those of a broken one are lost. */
  #later(socket: FakeSocket, task: () => void): void {
    this.#queue.push(() => {
      if (this.#sockets.has(socket) || socket.open) task()
      else if (socket.connection && this.#registry) task()
    })
  }
}
