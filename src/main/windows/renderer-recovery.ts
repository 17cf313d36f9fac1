import type { WebContents } from 'electron'
import type { Log } from '../diagnostics/log.ts'

/** A page that dies again within this time would die for ever, milliseconds. */
const patience = 10_000

export interface RecoveryOptions {
  readonly log: Log
  /** Milliseconds, monotonic. */
  readonly now: () => number
  /** The page is gone, and with it its call and whatever it had asked for. */
  readonly onGone: () => void
}

/** Brings the page back when its process has died, unless that is all it does. */
export function recoverRenderer(contents: WebContents, { log, now, onGone }: RecoveryOptions): void {
  let lastDeath = Number.NEGATIVE_INFINITY
  contents.on('render-process-gone', (_event, { reason, exitCode }) => {
    onGone()
    if (reason === 'clean-exit') return
    log.error('page died', { reason, exitCode })
    const again = now() - lastDeath < patience
    lastDeath = now()
    if (!again && !contents.isDestroyed()) contents.reload()
  })
  // A page that loads anew has no call, whatever the one before reported last.
  let loaded = false
  contents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
    if (!isMainFrame || isSameDocument) return
    if (loaded) onGone()
    loaded = true
  })
  contents.on('unresponsive', () => log.warn('page does not respond'))
  contents.on('responsive', () => log.info('page responds again'))
  contents.on('destroyed', onGone)
}
