import { standInApp } from './app.ts'
import type { StandInWindow } from './browser-window.ts'

/** What start-trace.ts left here, if register.ts has loaded it; asked for by no import, which would take a turn. */
const end: unknown = Reflect.get(globalThis, Symbol.for('visavis.endStartTrace'))
if (typeof end === 'function') {
  standInApp.on('browser-window-created', (_event, window: StandInWindow) => {
    window.once('show', () => void Reflect.apply(end, undefined, []))
  })
}
