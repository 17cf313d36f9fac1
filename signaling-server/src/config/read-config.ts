import { parseArgs } from 'node:util'
import * as v from 'valibot'
import {
  defaultSettings,
  flagOf,
  settingNames,
  settings,
  variableOf,
  type SettingName,
  type Settings,
} from './settings.ts'

/** Where settings come from. Earlier ones win: flags, environment, file. */
export interface Sources {
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
  readonly readFile: (path: string) => string
}

export type Request =
  | { readonly kind: 'run'; readonly settings: Settings }
  | { readonly kind: 'check'; readonly settings: Settings }
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }

/** A setting that cannot be used; each problem names the key as it was written, and where. */
export class ConfigError extends Error {
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(problems.join('\n'))
    this.name = 'ConfigError'
    this.problems = problems
  }
}

/** One value and how its place is called in a problem. */
interface FoundValue {
  readonly value: unknown
  readonly place: string
}

/** Understands the command line and all it refers to. Throws ConfigError. */
export function readConfig(sources: Sources): Request {
  const flags = readFlags(sources.args)
  if (flags['help'] === true) return { kind: 'help' }
  if (flags['version'] === true) return { kind: 'version' }
  const path = typeof flags['config'] === 'string' ? flags['config'] : sources.env['VISAVIS_CONFIG']
  const problems: string[] = []
  const file = path === undefined ? {} : readSettingsFile(path, sources.readFile, problems)
  const known = new Set<string>(settingNames)
  for (const key of Object.keys(file)) if (!known.has(key)) problems.push(`${path}: ${key}: no such setting`)

  const result: Record<string, unknown> = { ...defaultSettings }
  for (const name of settingNames) {
    const found = find(name, flags, sources.env, file, path)
    if (!found) continue
    const parsed = v.safeParse(settings[name].schema, found.value, { abortEarly: true })
    if (parsed.success) result[name] = parsed.output
    else problems.push(`${found.place}: ${describe(parsed.issues[0])}`)
  }
  problems.push(...findConflicts(result as unknown as Settings))
  if (problems.length > 0) throw new ConfigError(problems)
  // Every key was either parsed by its own schema or is its default.
  return { kind: flags['check-config'] === true ? 'check' : 'run', settings: result as unknown as Settings }
}

/** Settings that need each other. */
function findConflicts(given: Settings): string[] {
  const problems: string[] = []
  if ((given.tlsCert === undefined) !== (given.tlsKey === undefined)) {
    problems.push('tlsCert, tlsKey: one needs the other')
  }
  const hasSecret = given.turnSecret !== undefined || given.turnSecretFile !== undefined
  if (given.turnUrls.length > 0 && !hasSecret) problems.push('turnUrls: needs turnSecret or turnSecretFile')
  return problems
}

type Flags = Record<string, string | boolean | (string | boolean)[] | undefined>

function readFlags(args: readonly string[]): Flags {
  const flags: Record<string, { type: 'string' | 'boolean'; multiple?: boolean; short?: string }> = {
    help: { type: 'boolean', short: 'h' },
    version: { type: 'boolean' },
    config: { type: 'string' },
    'check-config': { type: 'boolean' },
  }
  for (const name of settingNames) {
    const { kind } = settings[name] as { kind: string }
    flags[flagOf(name)] = { type: kind === 'switch' ? 'boolean' : 'string', multiple: kind === 'list' }
  }
  try {
    return parseArgs({ args: [...args], options: flags, strict: true, allowPositionals: false }).values
  } catch (cause) {
    throw new ConfigError([cause instanceof Error ? cause.message : String(cause)])
  }
}

function readSettingsFile(
  path: string,
  readFile: (path: string) => string,
  problems: string[],
): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(readFile(path))
    const file = v.safeParse(v.record(v.string(), v.unknown()), parsed)
    if (file.success) return file.output
    problems.push(`${path}: expected an object of settings`)
  } catch (cause) {
    problems.push(`${path}: ${cause instanceof Error ? cause.message : String(cause)}`)
  }
  return {}
}

function find(
  name: SettingName,
  flags: Flags,
  env: Sources['env'],
  file: Record<string, unknown>,
  path: string | undefined,
): FoundValue | undefined {
  const flag = flags[flagOf(name)]
  if (flag !== undefined) return { value: fromText(name, flag), place: `--${flagOf(name)}` }
  const variable = env[variableOf(name)]
  // An empty variable is how a shell or a compose file says "not set".
  if (variable !== undefined && variable !== '')
    return { value: fromText(name, variable), place: variableOf(name) }
  return Object.hasOwn(file, name) ? { value: file[name], place: `${path}: ${name}` } : undefined
}

function fromText(name: SettingName, given: string | boolean | (string | boolean)[]): unknown {
  const { kind } = settings[name] as { kind: string }
  if (kind === 'list') {
    const texts = Array.isArray(given) ? given : [given]
    return texts.flatMap((text) => String(text).split(',')).map((text) => text.trim())
  }
  if (kind === 'json' && typeof given === 'string') {
    try {
      return JSON.parse(given)
    } catch {
      // What is no JSON stays text, for the schema to refuse.
      return given
    }
  }
  if (kind === 'switch') return typeof given === 'string' ? (switches[given] ?? given) : given
  // What is no number stays text, for the schema to refuse.
  if (kind === 'number' && typeof given === 'string' && /^\d+$/.test(given)) return Number(given)
  return given
}

const switches: Readonly<Record<string, boolean>> = {
  true: true,
  '1': true,
  yes: true,
  false: false,
  '0': false,
  no: false,
}

function describe(issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue)
  const expected = issue.expected === null ? issue.message : `expected ${issue.expected}`
  return path === null ? expected : `${path}: ${expected}`
}
