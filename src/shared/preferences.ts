import * as v from 'valibot'

/**
 * What the renderer remembers between calls. In the browser it lives in localStorage, on the desktop in the
 * settings file; both parse it with this schema. A field that does not parse falls back to its own default.
 */

const deviceId = v.fallback(v.optional(v.pipe(v.string(), v.maxLength(512))), undefined)

/** Longest display name, in UTF-16 units: fits a tile and a data-channel message. */
export const maxNameLength = 48
export const maxRecentCalls = 10

export const recentCallSchema = v.object({
  /** Canonical room code, twelve symbols. */
  code: v.pipe(v.string(), v.regex(/^[0-9A-HJKMNP-TV-Z]{12}$/)),
  /** Unix time in milliseconds at which the call was last entered. */
  at: v.number(),
  /** Names of the others, as they called themselves. */
  names: v.pipe(v.array(v.pipe(v.string(), v.maxLength(maxNameLength))), v.maxLength(16)),
})
export type RecentCall = v.InferOutput<typeof recentCallSchema>

export const preferencesSchema = v.object({
  name: v.fallback(v.pipe(v.string(), v.maxLength(maxNameLength)), ''),
  /** Undefined means the system's default device, whichever that is at the time. */
  microphoneId: deviceId,
  cameraId: deviceId,
  speakerId: deviceId,
  /** Whether the lobby starts with the device on. */
  microphoneOn: v.fallback(v.boolean(), true),
  cameraOn: v.fallback(v.boolean(), true),
  theme: v.fallback(v.picklist(['system', 'light', 'dark']), 'system'),
  /** BCP 47; `system` follows the system. */
  language: v.fallback(v.pipe(v.string(), v.maxLength(35)), 'system'),
  selfViewCorner: v.fallback(
    v.picklist(['top-left', 'top-right', 'bottom-left', 'bottom-right']),
    'bottom-right',
  ),
  recentCalls: v.fallback(v.pipe(v.array(recentCallSchema), v.maxLength(maxRecentCalls)), []),
})
export type Preferences = v.InferOutput<typeof preferencesSchema>

/** Never fails: whatever does not parse becomes its default. */
export function parsePreferences(input: unknown): Preferences {
  const isObject = typeof input === 'object' && input !== null && !Array.isArray(input)
  return v.parse(preferencesSchema, isObject ? input : {})
}
