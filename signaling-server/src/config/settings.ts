import * as v from 'valibot'
import { isNetwork } from '../security/client-address.ts'
import { isHostEntry } from '../security/allowed-hosts.ts'
import {
  defaultHeartbeatMs,
  defaultMaxPeers,
  defaultResumeMs,
  isIceUrl,
  maxIceServers,
  UsableIceServerSchema,
  type IceServer,
} from '../protocol/index.ts'

/** One thing that can be set: by flag, by environment variable or in the file, always under the same name. */
export interface Setting<T> {
  /**
   * How a flag or a variable, which are text, is read. Lists are separated by commas, or the flag is repeated; `json`
   * is for what only the file can hold comfortably.
   */
  readonly kind: 'text' | 'number' | 'list' | 'switch' | 'json'
  readonly schema: v.GenericSchema<unknown, T>
  readonly fallback: T
  readonly help: string
}

const whole = (min: number, max: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max, `at most ${max}`))

const number = (fallback: number, min: number, max: number, help: string): Setting<number> => ({
  kind: 'number',
  schema: whole(min, max),
  fallback,
  help,
})

const filled = v.pipe(v.string(), v.minLength(1))

const optionalText = (help: string): Setting<string | undefined> => ({
  kind: 'text',
  schema: filled,
  fallback: undefined,
  help,
})

const list = (help: string, item: v.GenericSchema<unknown, string> = filled): Setting<readonly string[]> => ({
  kind: 'list',
  schema: v.array(item),
  fallback: [],
  help,
})

const network = v.pipe(
  filled,
  v.check((cidr) => isNetwork(cidr), 'expected a network like 10.0.0.0/8'),
)
const hostEntry = v.pipe(
  filled,
  v.check(isHostEntry, 'expected self, or a host like call.example.org or 192.0.2.1:8790'),
)
const stunUrl = v.pipe(filled, v.regex(/^stuns?:/), v.check(isIceUrl))
const turnUrl = v.pipe(filled, v.regex(/^turns?:/), v.check(isIceUrl))
const logLevels = ['silent', 'error', 'warn', 'info', 'debug'] as const

const million = 1_000_000
const mebibyte = 1024 * 1024
const day = 24 * 60 * 60 * 1000

/** Everything the server can be told. The key `maxPeers` is `--max-peers`, `VISAVIS_MAX_PEERS`, and `maxPeers` in the file. */
export const settings = {
  port: number(8790, 0, 65_535, 'port to listen on; 0 lets the system choose'),
  host: {
    kind: 'text',
    schema: v.pipe(v.string(), v.minLength(1)),
    fallback: '127.0.0.1',
    help: 'address to listen on; 0.0.0.0 or :: for all',
  } satisfies Setting<string>,
  web: optionalText('folder with the built web client, served at /'),
  tlsCert: optionalText('certificate chain (PEM) to serve TLS with; read again when it changes'),
  tlsKey: optionalText('its private key (PEM)'),

  allowedOrigins: list('web origins that may connect besides the app, this server and localhost; * for all'),
  allowedHosts: list(
    'Host headers that are answered, with or without a port; self: localhost and the address asked; none: any',
    hostEntry,
  ),
  accessTokenFile: optionalText('file with access tokens, one a line; clients must show one of them'),
  trustProxy: list('networks of proxies whose X-Forwarded-For is believed', network),

  maxPeers: number(defaultMaxPeers, 2, 64, 'seats in one room'),
  maxConnections: number(10_000, 1, million, 'connections in all'),
  maxConnectionsPerAddress: number(1_000, 1, million, 'connections from one address (IPv6: from one /64)'),
  joinsPerMinute: number(600, 1, million, 'joins from one address; more are refused'),
  resumesPerMinute: number(1_200, 1, million, 'attempts to resume from one address; more are refused'),
  messagesPerSecond: number(100, 1, million, 'messages of one connection; faster ones are delayed'),
  bytesPerSecond: number(
    512 * 1024,
    1024,
    1024 * million,
    'bytes of one connection; faster ones are delayed',
  ),
  maxBufferedBytes: number(2 * mebibyte, 65_536, 1024 * million, 'what may wait for a slow reader'),
  maxHeldBytes: number(
    64 * mebibyte,
    mebibyte,
    million * million,
    'what may be held for all clients: unread, unacknowledged and unfinished messages',
  ),
  maxHeldBytesPerAddress: number(
    16 * mebibyte,
    mebibyte,
    million * million,
    'the same for the clients of one address; past either, those who hold the most are closed',
  ),
  joinTimeoutMs: number(10_000, 100, day, 'how long a connection may stand without joining a room'),
  resumeMs: number(defaultResumeMs, 0, day, 'how long the seat of a lost connection is held'),
  heartbeatMs: number(defaultHeartbeatMs, 100, day, 'how often connections are pinged'),
  drainMs: number(1_000, 0, 9_000, 'how long clients have to move elsewhere when the server stops'),

  redisUrl: optionalText('Redis to share rooms with other servers through, e.g. redis://localhost:6379'),

  stunUrls: list('STUN servers for clients, e.g. stun:stun.example.org:3478', stunUrl),
  turnUrls: list('TURN servers for clients, e.g. turn:turn.example.org:3478', turnUrl),
  turnSecret: optionalText('shared with the TURN server (coturn: static-auth-secret)'),
  turnSecretFile: optionalText('file that holds turnSecret'),
  turnTtlSeconds: number(
    3_600,
    60,
    86_400,
    'how long TURN credentials are good; fresh ones are sent in time',
  ),
  iceServers: {
    kind: 'json',
    schema: v.pipe(v.array(UsableIceServerSchema), v.maxLength(maxIceServers - 2)),
    fallback: [],
    help: 'further ICE servers as JSON, handed on as they are',
  } satisfies Setting<readonly IceServer[]>,

  logLevel: {
    kind: 'text',
    schema: v.picklist(logLevels),
    fallback: 'info',
    help: 'silent, error, warn, info or debug; JSON lines on standard error',
  } satisfies Setting<(typeof logLevels)[number]>,
} as const

export type SettingName = keyof typeof settings

export type Settings = {
  readonly [Name in SettingName]: (typeof settings)[Name] extends {
    fallback: infer T
    schema: v.GenericSchema<unknown, infer U>
  }
    ? T extends undefined
      ? U | undefined
      : U
    : never
}

export const settingNames = Object.keys(settings) as SettingName[]

/** What holds when nothing is said. */
export const defaultSettings = Object.fromEntries(
  settingNames.map((name) => [name, settings[name].fallback]),
) as unknown as Settings

export function flagOf(name: SettingName): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

export function variableOf(name: SettingName): string {
  return `VISAVIS_${flagOf(name).replaceAll('-', '_').toUpperCase()}`
}
