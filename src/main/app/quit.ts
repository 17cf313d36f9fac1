import { type App, powerMonitor } from 'electron'
import type { Platform } from '../../shared/ipc.ts'
import { describeError, type Log } from '../diagnostics/log.ts'

/** The longest the app stays to put things in order, milliseconds. */
const cleanupLimit = 2_000

export interface QuitOptions {
  readonly app: App
  readonly platform: Platform
  readonly log: Log
  /** While this is true, the person is asked before anything closes. */
  readonly inCall: () => boolean
  /** Asks the person to leave the call. False when they stay. */
  readonly leaveCall: () => Promise<boolean>
  /** Called once, when every window is closed and the app is about to end. */
  readonly cleanUp: () => Promise<void>
}

export interface Quit {
  /** True once windows have to close without a question: the app quits, or the system ends the session. */
  readonly mustClose: boolean
}

/** When the app ends, and what happens before it does. */
export function manageQuit(options: QuitOptions): Quit {
  const { app, platform, log, inCall, leaveCall, cleanUp } = options
  let requested = false
  let sessionEnds = false
  let cleaned: 'no' | 'running' | 'done' = 'no'

  // The only moment to ask: after it, Electron closes every window, also when one of them refuses (browser.cc). What
  // belongs to a call, such as the frame round a shared screen, would be gone while the call goes on.
  app.on('before-quit', (event) => {
    if (requested || sessionEnds || !inCall()) {
      requested = true
      return
    }
    event.preventDefault()
    void askToQuit()
  })
  // macOS and Linux; on Windows the window hears of it.
  // Electron's declarations leave the event out.
  const power: NodeJS.EventEmitter = powerMonitor
  power.on('shutdown', (event: Pick<Event, 'preventDefault'>) => {
    // Only then does the system wait until the settings are written (electron/docs/api/power-monitor.md).
    event.preventDefault()
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

  async function askToQuit(): Promise<void> {
    try {
      if (!(await leaveCall())) return
    } catch (error) {
      log.error('question not asked', { error: describeError(error) })
      return
    }
    requested = true
    app.quit()
  }

  return {
    get mustClose() {
      return requested || sessionEnds
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
