import type { BrowserWindow } from 'electron'
import type { CallStatus } from '../call/call-status.ts'

/** How long the page has to say goodbye to the others before the window closes anyway, milliseconds. */
const farewell = 1_000

export interface CloseGuardOptions {
  readonly call: CallStatus
  /** Where there is a tray to come back by, the window hides and the call goes on; elsewhere the person is asked. */
  readonly hidesInCall: () => boolean
  /** True while the whole app is to end, which hiding would not do. */
  readonly quitRequested: () => boolean
  readonly onHidden: () => void
  /** Asks the person; true to end the call and close. */
  readonly askToLeave: () => Promise<boolean>
  /** Tells the page to hang up. */
  readonly hangUp: () => void
  /** True while the system ends the session: it does not wait for questions. */
  readonly mustClose: () => boolean
  /** The person stays: a quit that led here is off. */
  readonly onStay: () => void
}

/** Closing the window never ends a call silently. */
export function guardClose(window: BrowserWindow, options: CloseGuardOptions): void {
  const { call, hidesInCall, quitRequested, onHidden, askToLeave, hangUp, mustClose, onStay } = options
  let asking = false

  window.on('close', (event) => {
    if (call.value.status !== 'in-call' || mustClose()) return
    event.preventDefault()
    if (hidesInCall() && !quitRequested()) {
      window.hide()
      onHidden()
    } else if (!asking) {
      void ask()
    }
  })

  async function ask(): Promise<void> {
    asking = true
    try {
      // The call may end, or the window go, while the question stands.
      const leave = await askToLeave()
      if (window.isDestroyed()) return
      if (!leave) onStay()
      else await hangUpAndClose()
    } finally {
      asking = false
    }
  }

  async function hangUpAndClose(): Promise<void> {
    if (call.value.status === 'in-call') {
      hangUp()
      await callEnded(call)
    }
    if (!window.isDestroyed()) window.destroy()
  }
}

/** Resolves when the call has ended, at the latest after the time for a farewell. */
function callEnded(call: CallStatus): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(finish, farewell)
    const unsubscribe = call.subscribe(({ status }) => {
      if (status !== 'in-call') finish()
    })
    function finish(): void {
      clearTimeout(timer)
      unsubscribe()
      resolve()
    }
  })
}
