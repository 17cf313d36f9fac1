import { EventEmitter } from 'node:events'
import type { Display, Screen } from 'electron'
import { strict } from './strict.ts'
import type { DisplayView } from './wire.ts'

/** The X screen of the tests, which is the only one unless a test says otherwise. Xvfb tells no name of it. */
const first: DisplayView = { id: 1, label: '', x: 0, y: 0, width: 1280, height: 800 }
let displays: readonly Display[] = [displayOf(first)]

function displayOf({ id, label, ...area }: DisplayView): Display {
  return { id, label, bounds: area, workArea: area, size: area, scaleFactor: 1 } as unknown as Display
}

const events = new EventEmitter()
export const screen = strict(
  'screen',
  Object.assign(events, {
    getAllDisplays: () => [...displays],
    getPrimaryDisplay: () => displays[0]!,
    getDisplayMatching: ({ x, y }) =>
      displays.find(({ bounds }) => x >= bounds.x && x < bounds.x + bounds.width && y >= bounds.y) ??
      displays[0]!,
  } satisfies Partial<Screen>),
)

/** Where this display is among several, of which the X screen is made up; undefined where it is the only one. */
export function partOfScreen(displayId: string): Electron.Rectangle | undefined {
  return displays.length > 1 ? displays.find(({ id }) => String(id) === displayId)?.bounds : undefined
}

/** Displays are plugged in and unplugged until there are these. */
export function plugDisplays(wanted: readonly DisplayView[]): void {
  const before = displays
  displays = wanted.map(displayOf)
  const has = (list: readonly Display[], { id }: Display) => list.some((display) => display.id === id)
  for (const display of before) if (!has(displays, display)) events.emit('display-removed', {}, display)
  for (const display of displays) if (!has(before, display)) events.emit('display-added', {}, display)
}
