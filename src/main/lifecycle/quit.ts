import { type App, powerMonitor } from 'electron'
import type { Platform } from '../../shared/ipc.ts'
import { describeError, type Log } from '../log/log.ts'

/** The longest the app stays to put things in order, milliseconds. */
const cleanupLimit = 2_000

export interface QuitOptions {
  readonly app: App
  readonly platform: Platform
  readonly log: Log
  /** Called once, when every window is closed and the app is about to end. */
  readonly cleanUp: () => Promise<void>
}

export interface Quit {
  /** True from the moment the person asked to quit, until they decide to stay. */
  readonly requested: boolean
  /** True while the system itself goes down and waits for nobody. */
  readonly sessionEnds: boolean
  /** The person decided to stay: closing the last window is no quit any more. */
  callOff(): void
}

/** When the app ends, and what happens before it does. */
export function manageQuit({ app, platform, log, cleanUp }: QuitOptions): Quit {
  let requested = false
  let sessionEnds = false
  let cleaned: 'no' | 'running' | 'done' = 'no'

  app.on('before-quit', () => (requested = true))
  // macOS and Linux; on Windows the window hears of it.
  powerMonitor.on('shutdown', () => {
    sessionEnds = true
    app.quit()
  })
  app.on('browser-window-created', (_event, window) => {
    window.on('session-end', () => (sessionEnds = true))
  })
  app.on('window-all-closed', () => {
    // On macOS an app without windows lives on in the dock, unless it was told to quit.
    if (platform !== 'mac' || requested) app.quit()
  })
  app.on('will-quit', (event) => {
    if (cleaned === 'done') return
    event.preventDefault()
    if (cleaned === 'running') return
    cleaned = 'running'
    void withinLimit(cleanUp(), log).then(() => {
      cleaned = 'done'
      app.quit()
    })
  })

  return {
    get requested() {
      return requested
    },
    get sessionEnds() {
      return sessionEnds
    },
    callOff() {
      requested = false
    },
  }
}

async function withinLimit(work: Promise<void>, log: Log): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(() => {
      log.warn('cleaning up took too long')
      resolve()
    }, cleanupLimit)
  })
  try {
    await Promise.race([work, limit])
  } catch (error) {
    log.error('cleaning up failed', { error: describeError(error) })
  } finally {
    clearTimeout(timer)
  }
}
