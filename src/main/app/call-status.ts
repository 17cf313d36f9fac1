import type { CallSummary } from '../../shared/ipc.ts'

/** What the renderer last said about its call; the windows, the power blocker and the quit question look here. */
export interface CallStatus {
  readonly value: CallSummary
  report(summary: CallSummary): void
  subscribe(listener: (summary: CallSummary) => void): () => void
}

export function createCallStatus(): CallStatus {
  const listeners = new Set<(summary: CallSummary) => void>()
  let value: CallSummary = { status: 'idle' }
  return {
    get value() {
      return value
    },
    report(summary) {
      value = summary
      for (const listener of listeners) listener(summary)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
