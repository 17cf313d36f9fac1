import type { WebContents } from 'electron'
import { eventChannel } from '../../shared/ipc-wire.ts'
import type { EventName, Events } from '../../shared/ipc.ts'

/** Tells the renderer what happens. Outlives windows: what must not get lost waits for the next page. */
export interface Outbox {
  tell<Name extends EventName>(name: Name, payload: Events[Name]): void
  /** The page to tell from now on. It hears nothing before `pageReady`. */
  attach(contents: WebContents): void
  /** The page has its listeners in place: tells what waited. */
  pageReady(): void
}

/** Told later rather than never. The rest is about a moment that has passed when a new page is there. */
function waits(name: EventName, payload: unknown): boolean {
  return (
    ['serverChanged', 'desktopOptionsChanged', 'openRoom', 'notice'].includes(name) ||
    (name === 'command' && (payload === 'new-call' || payload === 'open-settings'))
  )
}

export function createOutbox(): Outbox {
  let page: WebContents | undefined
  let ready = false
  let queue: { name: EventName; payload: unknown }[] = []

  function send(name: EventName, payload: unknown): void {
    if (page && ready && !page.isDestroyed()) page.send(eventChannel(name), payload)
    else if (waits(name, payload)) queue.push({ name, payload })
  }

  return {
    tell: send,
    attach(contents) {
      page = contents
      ready = false
      // A page that loads anew (after a crash, say) has no listeners until it says so again.
      contents.on('did-start-navigation', (details) => {
        if (page === contents && details.isMainFrame && !details.isSameDocument) ready = false
      })
    },
    pageReady() {
      ready = true
      const told = queue
      queue = []
      for (const { name, payload } of told) send(name, payload)
    },
  }
}
