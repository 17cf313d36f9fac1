import { monitorEventLoopDelay, type IntervalHistogram } from 'node:perf_hooks'
import type { Backplane } from '../backplane/port.ts'
import type { MemoryLimits } from '../security/memory-budget.ts'
import { version } from '../version.ts'
import { Exposition } from './exposition.ts'
import type { LabelledCounter } from './labelled-counter.ts'
import type { Stats, Traffic } from './stats.ts'

/** Held bytes by purpose: the labels of a metric. */
export interface HeldByPart {
  /** Waits to be written to a slow reader. */
  readonly outgoing: number
  /** Waits to be acknowledged. */
  readonly kept: number
  /** Unfinished, not let in yet, or on its way into a room. */
  readonly incoming: number
}

export interface MetricsSources {
  readonly stats: Stats
  readonly backplane: Backplane
  readonly connections: () => number
  readonly sockets: { readonly size: number; readonly refused: number }
  readonly memory: () => HeldByPart
  readonly memoryLimits: MemoryLimits
  readonly draining: () => boolean
}

/** Answers `GET /metrics`. */
export class Metrics {
  readonly #sources: MetricsSources
  readonly #lag: IntervalHistogram

  constructor(sources: MetricsSources) {
    this.#sources = sources
    // Samples every 20 ms how late a timer is.
    this.#lag = monitorEventLoopDelay({ resolution: 20 })
    this.#lag.enable()
  }

  text(): string {
    const { stats, backplane, connections, sockets, draining } = this.#sources
    const { outgoing, kept, incoming } = this.#sources.memory()
    const { maxHeldBytes } = this.#sources.memoryLimits
    const { rooms, seats, healthy, damagedRooms } = backplane.counts()
    const memory = process.memoryUsage()
    const { user, system } = process.cpuUsage()
    const out = new Exposition()
      .counter('visavis_info', 'Which version this is.', [[{ version }, 1]])
      .gauge('visavis_connections', 'WebSockets that stand.', connections())
      .gauge('visavis_sockets', 'TCP sockets that stand, whatever for.', sockets.size)
      .counter('visavis_sockets_refused_total', 'Sockets closed at once, for too many stood.', [
        [{}, sockets.refused],
      ])
      .gauge('visavis_rooms', 'Rooms with a seat of this process.', rooms)
      .gauge('visavis_seats', 'Seats held by this process, here or away.', seats)
      .gauge('visavis_draining', '1 while the server stops.', Number(draining()))
      .gauge('visavis_backplane_up', '0 while rooms cannot be reached (Redis is away).', Number(healthy))
      .counter('visavis_damaged_rooms_total', 'Damaged rooms that were set aside in Redis.', [
        [{}, damagedRooms],
      ])
    out
      .gauges('visavis_held_bytes', 'What is held for clients: unread, unacknowledged, unfinished.', [
        [{ part: 'outgoing' }, outgoing],
        [{ part: 'kept' }, kept],
        [{ part: 'incoming' }, incoming],
      ])
      .gauge('visavis_held_limit_bytes', 'What may be held for all clients.', maxHeldBytes)
      .counter('visavis_evictions_total', 'Clients closed because too much was held, by the limit passed.', [
        [{ limit: 'address' }, stats.evictions.address],
        [{ limit: 'total' }, stats.evictions.total],
      ])
    traffic(out, 'received', 'from clients', stats.received)
    traffic(out, 'sent', 'to clients', stats.sent)
    out
      .counter('visavis_errors_total', 'Errors sent to clients, by code.', labelled('code', stats.errors))
      .counter(
        'visavis_closes_total',
        'Connections closed, by WebSocket close code.',
        labelled('code', stats.closes),
      )
      .histogram(
        'visavis_relay_seconds',
        'From reading a signal to having passed it on or stored it.',
        stats.relay,
      )
      .gauge(
        'visavis_event_loop_lag_p99_seconds',
        'How late timers were since last asked.',
        seconds(this.#lag),
      )
      .gauge('process_resident_memory_bytes', 'Resident memory.', memory.rss)
      .gauge('process_heap_bytes', 'JavaScript heap in use.', memory.heapUsed)
      .counter('process_cpu_seconds_total', 'CPU time.', [[{}, (user + system) / 1e6]])
    this.#lag.reset()
    return out.toString()
  }

  stop(): void {
    this.#lag.disable()
  }
}

function traffic(out: Exposition, direction: string, where: string, of: Traffic<string>): void {
  out
    .counter(
      `visavis_messages_${direction}_total`,
      `Messages ${where}, by type.`,
      labelled('type', of.messages),
    )
    .counter(
      `visavis_bytes_${direction}_total`,
      `Bytes of messages ${where}, by type.`,
      labelled('type', of.bytes),
    )
}

function labelled(
  label: string,
  counter: Pick<LabelledCounter<never>, 'entries'>,
): [Record<string, string>, number][] {
  return [...counter.entries()].map(([key, value]) => [{ [label]: String(key) }, value])
}

function seconds(lag: IntervalHistogram): number {
  // Nothing sampled yet gives NaN.
  return lag.count > 0 ? lag.percentile(99) / 1e9 : 0
}
