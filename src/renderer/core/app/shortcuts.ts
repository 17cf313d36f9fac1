import type { Preferences, ShortcutAction } from '../../../shared/preferences.ts'

/** What keys can be given to, in the order in which settings list it. */
export const shortcutActions = [
  'microphone',
  'camera',
  'push-to-talk',
  'share',
  'fullscreen',
  'hang-up',
  'show-shortcuts',
] as const satisfies readonly ShortcutAction[]
export type CallAction = (typeof shortcutActions)[number]

/** Written as `keysOf` writes them; empty: none. */
const defaults: Readonly<Record<CallAction, string>> = {
  microphone: 'M',
  camera: 'V',
  'push-to-talk': '',
  share: 'S',
  fullscreen: 'F',
  'hang-up': '',
  'show-shortcuts': '?',
}

export type Shortcuts = Readonly<Record<CallAction, string>>

type Changed = Preferences['shortcuts']

export function shortcutsOf(changed: Changed): Shortcuts {
  return { ...defaults, ...known(changed) }
}

export function isDefault(changed: Changed, action: CallAction): boolean {
  return shortcutsOf(changed)[action] === defaults[action]
}

/** As much of a KeyboardEvent as tells the keys. */
export interface KeyPress {
  readonly key: string
  readonly ctrlKey: boolean
  readonly altKey: boolean
  readonly metaKey: boolean
  readonly shiftKey: boolean
}

/** Keys that only change others. */
const modifiers = new Set(['Control', 'Shift', 'Alt', 'AltGraph', 'Meta', 'CapsLock', 'Fn', 'NumLock', 'OS'])
/** Without these nobody could use the rest by keyboard, or the system keeps them. */
const reserved = new Set(['Tab', 'Escape', 'Enter', 'Dead', 'Process', 'Unidentified'])

export type ReadKeys =
  | { readonly status: 'keys'; readonly keys: string }
  /** A modifier alone: more is to come. */
  | { readonly status: 'incomplete' }
  | { readonly status: 'reserved' }

/**
 * A press in writing: `M`, `?`, `Space`, `Ctrl+Shift+K`. What a key types is what counts, so that `?` is `?` on every
 * keyboard; Shift is only named where it does not show in that.
 */
export function readKeys(press: KeyPress): ReadKeys {
  const { key } = press
  if (modifiers.has(key)) return { status: 'incomplete' }
  // Ctrl or Cmd with a comma is where these keys are changed.
  const opensSettings = key === ',' && (press.ctrlKey || press.metaKey)
  if (reserved.has(key) || opensSettings) return { status: 'reserved' }
  const upper = key.toUpperCase()
  const name = key === ' ' ? 'Space' : key.length === 1 && upper.length === 1 ? upper : key
  const showsShift = key.length === 1 && key !== ' ' && key.toLowerCase() === key.toUpperCase()
  const held = [
    press.ctrlKey ? 'Ctrl' : '',
    press.altKey ? 'Alt' : '',
    press.metaKey ? 'Meta' : '',
    press.shiftKey && !showsShift ? 'Shift' : '',
  ].filter((part) => part !== '')
  return { status: 'keys', keys: [...held, name].join('+') }
}

export function actionFor(shortcuts: Shortcuts, keys: string): CallAction | undefined {
  return keys === '' ? undefined : shortcutActions.find((action) => shortcuts[action] === keys)
}

/** Gives keys to an action; whoever had them has none, or takes what the action had. */
export function assign(
  changed: Changed,
  action: CallAction,
  keys: string,
  conflict: 'take' | 'swap' = 'take',
): Changed {
  const before = shortcutsOf(changed)
  const other = actionFor(before, keys)
  const moved =
    other !== undefined && other !== action ? { [other]: conflict === 'swap' ? before[action] : '' } : {}
  return withoutDefaults({ ...before, ...moved, [action]: keys })
}

/** Gives an action its own keys back. Whoever has them meanwhile has none. */
export function reset(changed: Changed, action: CallAction): Changed {
  return assign(changed, action, defaults[action])
}

function known(changed: Changed): Partial<Shortcuts> {
  return Object.fromEntries(Object.entries(changed).filter(([action]) => action in defaults))
}

/** Only what differs is remembered, so that a later default reaches whoever never changed it. */
function withoutDefaults(shortcuts: Shortcuts): Changed {
  return Object.fromEntries(
    shortcutActions
      .filter((action) => shortcuts[action] !== defaults[action])
      .map((action) => [action, shortcuts[action]]),
  )
}
