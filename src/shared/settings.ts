import * as v from 'valibot'
import { parsePreferences, preferencesSchema } from './preferences.ts'
import { parseServerAddress } from './server-address.ts'
import { migrateSettings } from './settings-migrations.ts'

/**
 * What the desktop app keeps in its settings file. Theme, language and devices are the renderer's preferences and
 * live inside as one piece, so that each setting has one owner.
 */

/** Raised whenever the meaning of a field changes; settings-migrations.ts then says how an older file is brought up. */
export const settingsVersion = 2

const serverChoice = v.variant('mode', [
  v.object({
    mode: v.literal('embedded'),
    /** Name of the network interface on which others reach it; absent: this computer only. */
    network: v.optional(v.pipe(v.string(), v.nonEmpty(), v.maxLength(128))),
  }),
  v.object({
    mode: v.literal('address'),
    url: v.pipe(
      v.string(),
      v.check((text) => parseServerAddress(text) !== undefined, 'not a server address'),
    ),
    /** Access token of a private server, encrypted by the system's keychain (Electron's safeStorage), in base64. */
    sealedToken: v.optional(v.pipe(v.string(), v.maxLength(4_096))),
  }),
])
export type ServerChoice = v.InferOutput<typeof serverChoice>

/** Screen coordinates are device-independent pixels and can be negative: a display may stand left of the first. */
const coordinate = v.pipe(v.number(), v.safeInteger(), v.minValue(-100_000), v.maxValue(100_000))
const extent = v.pipe(v.number(), v.safeInteger(), v.minValue(100), v.maxValue(100_000))

const place = v.object({ x: coordinate, y: coordinate, width: extent, height: extent })
/** Where a window stands, in device-independent pixels. */
export type Place = v.InferOutput<typeof place>

const windowPlace = v.object({
  ...place.entries,
  /** What it looked like; the place is where it goes back to from there. */
  state: v.picklist(['normal', 'maximized', 'full-screen']),
})
export type WindowPlace = v.InferOutput<typeof windowPlace>

const settingsSchema = v.object({
  version: v.literal(settingsVersion),
  server: v.optional(serverChoice, { mode: 'embedded' }),
  /** Where the main window stood; absent until it was first closed. */
  window: v.optional(windowPlace),
  /** Started by the system at login: only the tray shows. */
  startHidden: v.optional(v.boolean(), false),
  /** The small window with the others, while the main window is minimised in a call. */
  miniWindow: v.optional(v.boolean(), true),
  /** Where it stood; absent until it was first moved. */
  miniWindowPlace: v.optional(place),
  /** Turns the microphone on and off from anywhere: an Electron accelerator; null: none. */
  globalMute: v.optional(v.nullable(v.pipe(v.string(), v.nonEmpty(), v.maxLength(64))), null),
  /** What has been said once and need not be said again. */
  hints: v.optional(v.object({ hiddenInCall: v.optional(v.boolean(), false) }), {}),
  preferences: v.optional(preferencesSchema, () => parsePreferences({})),
})
export type Settings = v.InferOutput<typeof settingsSchema>

export const defaultSettings: Settings = v.parse(settingsSchema, { version: settingsVersion })

export type SettingsResult =
  | { readonly ok: true; readonly settings: Settings }
  /** `problem` names the field, never its value: it goes to the log. */
  | { readonly ok: false; readonly problem: string }

/** Reads the text of a settings file, of this version or an older one. */
export function readSettings(text: string): SettingsResult {
  let input: unknown
  try {
    input = JSON.parse(text)
  } catch {
    return { ok: false, problem: 'not JSON' }
  }
  const migrated = migrateSettings(input, settingsVersion)
  if (!migrated.ok) return migrated
  const result = v.safeParse(settingsSchema, migrated.file)
  if (result.success) return { ok: true, settings: result.output }
  const [issue] = result.issues
  return { ok: false, problem: `${v.getDotPath(issue) ?? 'file'}: ${issue.type} expected` }
}
