import { standInApp } from './app.ts'
import type { StandInWindow } from './browser-window.ts'

/** Ends what start-trace.ts has begun, which register.ts has loaded before this module and the app. */
if (process.env['VISAVIS_START_TRACE'] !== undefined) {
  const { endStartTrace } = await import('./start-trace.ts')
  standInApp.on('browser-window-created', (_event, window: StandInWindow) => {
    window.once('show', endStartTrace)
  })
}
