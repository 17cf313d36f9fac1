import type { KeyPress } from './shortcuts.ts'

/** As much of a KeyboardEvent as tells which key it was, whatever it types. */
export interface CodedPress extends KeyPress {
  readonly code: string
}

export type ReadAccelerator =
  | { readonly status: 'accelerator'; readonly keys: string }
  | { readonly status: 'incomplete' }
  /** Alone it would be taken from every program. */
  | { readonly status: 'needs-modifier' }
  | { readonly status: 'reserved' }

/** Electron's names of keys that have another one in the browser (its documentation, "Accelerator"). */
const names: ReadonlyMap<string, string> = new Map([
  ['Space', 'Space'],
  ['ArrowUp', 'Up'],
  ['ArrowDown', 'Down'],
  ['ArrowLeft', 'Left'],
  ['ArrowRight', 'Right'],
  ['Insert', 'Insert'],
  ['Delete', 'Delete'],
  ['Home', 'Home'],
  ['End', 'End'],
  ['PageUp', 'PageUp'],
  ['PageDown', 'PageDown'],
  ['AudioVolumeMute', 'VolumeMute'],
  ['MediaPlayPause', 'MediaPlayPause'],
])

/** Those that no program needs for writing. */
const standsAlone = /^(F\d{1,2}|VolumeMute|MediaPlayPause)$/
const modifier = /^(Control|Shift|Alt|Meta|OS)(Left|Right)?$|^(CapsLock|NumLock|Fn)$/

/** A press as Electron registers it for the whole system, such as `Control+Shift+M`. */
export function readAccelerator(press: CodedPress, platform: 'mac' | 'windows' | 'linux'): ReadAccelerator {
  const { code } = press
  if (modifier.test(code)) return { status: 'incomplete' }
  const key = keyOf(code)
  if (key === undefined) return { status: 'reserved' }
  const held = [
    press.ctrlKey ? 'Control' : '',
    press.altKey ? 'Alt' : '',
    press.metaKey ? (platform === 'mac' ? 'Command' : 'Super') : '',
    press.shiftKey ? 'Shift' : '',
  ].filter((part) => part !== '')
  const strong = press.ctrlKey || press.altKey || press.metaKey
  if (!strong && !standsAlone.test(key)) return { status: 'needs-modifier' }
  return { status: 'accelerator', keys: [...held, key].join('+') }
}

function keyOf(code: string): string | undefined {
  const plain = /^(?:Key([A-Z])|Digit(\d)|(F(?:[1-9]|1\d|2[0-4])))$/.exec(code)
  return plain?.[1] ?? plain?.[2] ?? plain?.[3] ?? names.get(code)
}

/** An accelerator as shortcuts in the window are written, to be shown alike. */
export function acceleratorAsKeys(accelerator: string): string {
  return accelerator.replace(/\b(CommandOrControl|Control)\b/, 'Ctrl').replace(/\b(Command|Super)\b/, 'Meta')
}
