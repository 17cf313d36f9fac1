import * as v from 'valibot'
import { defaultHeartbeatMs, defaultMaxPeers, defaultResumeMs } from '../protocol/index.ts'

/** One thing that can be set: by flag, by environment variable or in the file, always under the same name. */
export interface Setting<T> {
  /** How a flag or a variable, which are text, is read. Lists are separated by commas, or the flag is repeated. */
  readonly kind: 'text' | 'number' | 'list' | 'switch'
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

const optionalText = (help: string): Setting<string | undefined> => ({
  kind: 'text',
  schema: v.pipe(v.string(), v.minLength(1)),
  fallback: undefined,
  help,
})

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
  maxPeers: number(defaultMaxPeers, 2, 64, 'seats in one room'),
  resumeMs: number(defaultResumeMs, 0, day, 'how long the seat of a lost connection is held'),
  heartbeatMs: number(defaultHeartbeatMs, 100, day, 'how often connections are pinged'),
  joinTimeoutMs: number(10_000, 100, day, 'how long a connection may stand without joining a room'),
  drainMs: number(1_000, 0, 9_000, 'how long clients have to move elsewhere when the server stops'),
} as const

export type SettingName = keyof typeof settings

export type Settings = {
  readonly [Name in SettingName]: (typeof settings)[Name] extends {
    schema: v.GenericSchema<unknown, infer T>
  }
    ? undefined extends (typeof settings)[Name]['fallback']
      ? T | undefined
      : T
    : never
}

export const settingNames = Object.keys(settings) as SettingName[]

/** What holds when nothing is said. */
export const defaultSettings = Object.fromEntries(
  settingNames.map((name) => [name, settings[name].fallback]),
) as Settings

export function flagOf(name: SettingName): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

export function variableOf(name: SettingName): string {
  return `VISAVIS_${flagOf(name).replaceAll('-', '_').toUpperCase()}`
}
