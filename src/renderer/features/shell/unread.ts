import type { CallApp } from '../../core/app/app.ts'
import type { Dispose } from '../../core/lib/dispose.ts'

/** The window, as much of it as tells whether somebody looks. */
export interface Looks {
  hasFocus(): boolean
  onFocus(listener: () => void): Dispose
}

/** Counts who joined while nobody looked, until somebody looks or the call is over. */
export function watchUnread(app: CallApp, looks: Looks, report: (count: number) => void): Dispose {
  let unread = 0
  const become = (count: number) => {
    if (count === unread) return
    unread = count
    report(count)
  }
  const endings = [
    app.onNotice(({ type }) => {
      if (type === 'participant-joined' && !looks.hasFocus()) become(unread + 1)
    }),
    app.subscribe(({ call }) => {
      if (call.screen !== 'in-call') become(0)
    }),
    looks.onFocus(() => become(0)),
  ]
  return () => {
    for (const end of endings) end()
    become(0)
  }
}
