import type { CallStatus } from '../app/call-status.ts'

/** How long the page has to hang up before the app goes on without it, milliseconds. */
const hangUpLimit = 1_000

export interface LeaveCallOptions {
  readonly call: CallStatus
  /** Asks the person; true to end the call. */
  readonly ask: () => Promise<boolean>
  /** Tells the page to hang up. */
  readonly hangUp: () => void
}

/**
 * Asks whether to leave the call, and hangs up if so. Resolves with false when the person stays. Whoever asks while the
 * question is open gets the same answer.
 */
export function createLeaveCall({ call, ask, hangUp }: LeaveCallOptions): () => Promise<boolean> {
  let leaving: Promise<boolean> | undefined
  return () => (leaving ??= leave().finally(() => (leaving = undefined)))

  async function leave(): Promise<boolean> {
    if (!(await ask())) return false
    // The call may have ended while the question was open.
    if (call.value.status === 'in-call') {
      hangUp()
      await callEnded(call)
    }
    return true
  }
}

/** Resolves when the call has ended, at the latest after the limit. */
function callEnded(call: CallStatus): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(finish, hangUpLimit)
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
