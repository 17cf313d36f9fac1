import * as v from 'valibot'
import { cleanName, maxNameLength } from './display-name.ts'

/**
 * What the renderer remembers between calls. In the browser it lives in localStorage, on the desktop in the
 * settings file; both parse it with this schema. A field that does not parse falls back to its own default.
 */

const deviceId = v.fallback(v.optional(v.pipe(v.string(), v.maxLength(512))), undefined)

export const maxRecentCalls = 10
/** More names of one call are not shown, and not kept. */
export const maxRecentNames = 16
/** Entries read at most: a file that was edited by hand may hold any number. */
const maxEntriesRead = 1_000
/** Largest time value of a JavaScript date, ms (ECMA-262, section 21.4.1.1). A later one cannot be written as a date. */
const maxTime = 8.64e15

/** Names are cleaned and cut, never refused: one bad name must not cost the call, nor one bad call the others. */
const recentNames = v.pipe(
  v.array(v.unknown()),
  v.transform((names) =>
    names
      .filter((name) => typeof name === 'string')
      .slice(0, maxRecentNames)
      .map(cleanName),
  ),
)

export const recentCallSchema = v.object({
  /** Canonical room code, twelve symbols. */
  code: v.pipe(v.string(), v.regex(/^[0-9A-HJKMNP-TV-Z]{12}$/)),
  /** Unix time in milliseconds at which the call was last entered. */
  at: v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(maxTime)),
  /** Names of the others, as they called themselves: empty for one who gave no name. */
  names: v.fallback(recentNames, []),
})
export type RecentCall = v.InferOutput<typeof recentCallSchema>

/** Those that can be read, at most `maxRecentCalls` of them. */
const recentCalls = v.pipe(
  v.array(v.unknown()),
  v.transform((entries) =>
    entries
      .slice(0, maxEntriesRead)
      .flatMap((entry): RecentCall[] => {
        const result = v.safeParse(recentCallSchema, entry)
        return result.success ? [result.output] : []
      })
      .slice(0, maxRecentCalls),
  ),
)

const shortcutAction = v.picklist([
  'microphone',
  'camera',
  'share',
  'chat',
  'people',
  'fullscreen',
  'hang-up',
  'push-to-talk',
  'show-shortcuts',
])
/** What a key in the window can do. */
export type ShortcutAction = v.InferOutput<typeof shortcutAction>

export const preferencesSchema = v.object({
  name: v.fallback(v.pipe(v.string(), v.maxLength(maxNameLength), v.transform(cleanName)), ''),
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
  /** What the browser does to the microphone's sound (Media Capture and Streams, section 4.3.8). */
  echoCancellation: v.fallback(v.boolean(), true),
  noiseSuppression: v.fallback(v.boolean(), true),
  autoGainControl: v.fallback(v.boolean(), true),
  /** The own picture is shown as in a mirror; the others see it as it is. */
  mirrorSelf: v.fallback(v.boolean(), true),
  /** Lines the camera is asked for. */
  cameraHeight: v.fallback(v.picklist([360, 720, 1080]), 720),
  /** What a share starts with; the picker can say otherwise for one share. */
  shareSound: v.fallback(v.boolean(), false),
  shareContent: v.fallback(v.picklist(['text', 'motion']), 'text'),
  /** Frames per second. */
  shareFrameRate: v.fallback(v.picklist([5, 15, 30]), 15),
  /** Lines at most; 0 is the screen's own. */
  shareMaxHeight: v.fallback(v.picklist([0, 1080, 720]), 0),
  /** Media goes through a TURN server only, so that the others do not learn this computer's address. */
  relayOnly: v.fallback(v.boolean(), false),
  /** Somebody joins while the window is not looked at. */
  notifyJoins: v.fallback(v.boolean(), true),
  /** Keys that differ from the app's own, by action; empty: the action has none. */
  shortcuts: v.fallback(v.record(shortcutAction, v.pipe(v.string(), v.maxLength(40))), {}),
  recentCalls: v.fallback(recentCalls, []),
})
export type Preferences = v.InferOutput<typeof preferencesSchema>

/** Never fails: whatever does not parse becomes its default. */
export function parsePreferences(input: unknown): Preferences {
  const isObject = typeof input === 'object' && input !== null && !Array.isArray(input)
  return v.parse(preferencesSchema, isObject ? input : {})
}
