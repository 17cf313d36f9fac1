import { powerSaveBlocker } from 'electron'
import type { CallStatus } from '../app/call-status.ts'

/** Keeps the display on during a call, and only then. */
export function keepDisplayAwake(call: CallStatus): () => void {
  let blocker: number | undefined
  const apply = () => {
    const wanted = call.value.status === 'in-call'
    if (wanted) blocker ??= powerSaveBlocker.start('prevent-display-sleep')
    else release()
  }
  const unsubscribe = call.subscribe(apply)
  apply()
  return () => {
    unsubscribe()
    release()
  }

  function release(): void {
    if (blocker === undefined) return
    powerSaveBlocker.stop(blocker)
    blocker = undefined
  }
}
