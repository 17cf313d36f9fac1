import type { BrowserWindow } from 'electron'
import type { CallStatus } from '../app/call-status.ts'
import { describeError, type Log } from '../diagnostics/log.ts'

export interface CloseGuardOptions {
  readonly call: CallStatus
  /** Where there is a tray to come back by, the window hides and the call goes on; elsewhere the person is asked. */
  readonly hidesInCall: () => boolean
  readonly hide: () => void
  /** Asks the person to leave the call. False when they stay. */
  readonly leaveCall: () => Promise<boolean>
  /** True while the app quits or the system ends the session: then nobody is asked. */
  readonly mustClose: () => boolean
  readonly log: Log
}

/** Closing the window never ends a call silently. */
export function guardClose(window: BrowserWindow, options: CloseGuardOptions): void {
  const { call, hidesInCall, hide, leaveCall, mustClose, log } = options

  window.on('close', (event) => {
    if (call.value.status !== 'in-call' || mustClose()) return
    event.preventDefault()
    if (hidesInCall()) {
      hide()
      return
    }
    leaveCall().then(
      (left) => {
        if (left && !window.isDestroyed()) window.destroy()
      },
      (error: unknown) => log.error('question not asked', { error: describeError(error) }),
    )
  })
}
