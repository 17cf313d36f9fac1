import {
  ClientMessageSchema,
  closeCodes,
  errorCodes,
  ServerMessageSchema,
  type ClientMessage,
  type ErrorCode,
  type ServerMessage,
} from '../protocol/index.ts'
import { Histogram } from './histogram.ts'
import { LabelledCounter } from './labelled-counter.ts'

const clientMessageTypes = ClientMessageSchema.options.map(({ entries }) => entries.type.literal)
const serverMessageTypes = ServerMessageSchema.options.map(({ entries }) => entries.type.literal)

/** What peers and libraries close with (RFC 6455, section 7.4.1, and IANA's registry), and our own. */
const closeLabels = [
  ...[1000, 1001, 1002, 1003, 1005, 1006, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014],
  ...Object.values(closeCodes).filter((code) => code >= 4000),
]

/** Messages of one direction, by type. */
export class Traffic<Type extends string> {
  readonly messages: LabelledCounter<Type>
  readonly bytes: LabelledCounter<Type>

  constructor(types: readonly Type[]) {
    this.messages = new LabelledCounter(types)
    this.bytes = new LabelledCounter(types)
  }

  count(type: Type, bytes: number): void {
    this.messages.count(type)
    this.bytes.count(type, bytes)
  }
}

/** Plain counts of what happens, cheap enough for every message; `/metrics` reads them. */
export class Stats {
  readonly received = new Traffic<ClientMessage['type'] | 'unknown'>([...clientMessageTypes, 'unknown'])
  readonly sent = new Traffic<ServerMessage['type']>(serverMessageTypes)
  readonly errors = new LabelledCounter<ErrorCode>(errorCodes)
  readonly closes = new LabelledCounter<number>(closeLabels)
  /** From reading a signal to having passed it on or stored it. Seconds. */
  readonly relay = new Histogram([
    0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5,
  ])

  /** Clients closed because too much was held, by the limit that was passed. */
  readonly evictions = { address: 0, total: 0 }

  countEvictions(scope: keyof Stats['evictions'], count: number): void {
    this.evictions[scope] += count
  }

  countError(code: ErrorCode): void {
    this.errors.count(code)
  }

  countClose(code: number): void {
    this.closes.count(code)
  }
}
