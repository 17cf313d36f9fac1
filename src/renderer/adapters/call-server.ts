import type { ServerInfo } from '../../shared/ipc.ts'
import type { Dispose } from '../core/lib/dispose.ts'
import type { CallActivity } from '../core/ports/shell.ts'

/**
 * The server that calls go through. One that is chosen during a call holds for the next: the others are in a room of
 * the present one, and coming back after a lost connection must lead there.
 */
export interface CallServer {
  readonly current: ServerInfo
  changed(server: ServerInfo): void
  report(activity: CallActivity): void
  subscribe(listener: () => void): Dispose
}

export function createCallServer(first: ServerInfo): CallServer {
  let current = first
  let next: ServerInfo | undefined
  let inCall = false
  const listeners = new Set<() => void>()

  function use(): void {
    if (inCall || !next) return
    current = next
    next = undefined
    for (const listener of [...listeners]) listener()
  }

  return {
    get current() {
      return current
    },
    changed: (server) => {
      next = server
      use()
    },
    report: ({ status }) => {
      inCall = status === 'in-call'
      use()
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
