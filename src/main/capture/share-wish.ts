import type { CallStatus } from '../call/call-status.ts'
import { describeError, type Log } from '../log/log.ts'

export interface ShareWishOptions {
  readonly call: CallStatus
  readonly log: Log
  /** The next screen request is for this display; undefined to let the person choose. */
  readonly prefer: (displayId: string | undefined) => void
  /** getDisplayMedia wants a person's gesture; the one in the tray counts, the page must only hear of it. */
  readonly passOnGesture: () => Promise<void>
  readonly tellToShare: () => void
  /** Opens the lobby of a new call. */
  readonly startCall: () => void
}

export interface ShareWish {
  /** Shares this display, or lets the person choose; outside a call once there is one. */
  share(displayId: string | undefined): void
  dispose(): void
}

/** Sharing asked for from outside the window, with or without a call to share into. */
export function createShareWish(options: ShareWishOptions): ShareWish {
  const { call, log, prefer, passOnGesture, tellToShare, startCall } = options
  let wish: { readonly displayId: string | undefined } | undefined
  let atTheDoor = false

  const unsubscribe = call.subscribe(({ status }) => {
    if (status === 'in-call') fulfil()
    // Whoever turned round at the door does not want to share any more.
    if (status === 'idle' && atTheDoor) wish = undefined
    atTheDoor = status === 'lobby'
  })

  function fulfil(): void {
    if (!wish) return
    const { displayId } = wish
    wish = undefined
    passOnGesture().then(
      () => {
        prefer(displayId)
        tellToShare()
      },
      (error: unknown) => log.error('sharing not started', { error: describeError(error) }),
    )
  }

  return {
    share(displayId) {
      const { status } = call.value
      if (status === 'idle') startCall()
      wish = { displayId }
      if (status === 'in-call') fulfil()
    },
    dispose: unsubscribe,
  }
}
