import { EventEmitter } from 'node:events'
import type { WebContents, WebFrameMain } from 'electron'

type WindowOpenHandler = Parameters<WebContents['setWindowOpenHandler']>[0]

/** As much of a WebContents as the tests of main drive. Typed against Electron, so that a renamed method shows. */
export interface FakeWebContents {
  readonly contents: WebContents
  readonly sent: { channel: string; payload: unknown }[]
  readonly mainFrame: WebFrameMain
  openWindow(url: string): ReturnType<WindowOpenHandler>
  emit(event: string, ...args: unknown[]): void
  destroyed: boolean
}

export function createFakeWebContents(url = 'app://visavis/'): FakeWebContents {
  const events = new EventEmitter()
  const sent: FakeWebContents['sent'] = []
  let windowOpenHandler: WindowOpenHandler | undefined
  const mainFrame = { url, origin: new URL(url).href, parent: null } satisfies Partial<WebFrameMain>
  const parts = {
    mainFrame: mainFrame as unknown as WebFrameMain,
    isDestroyed: () => fake.destroyed,
    send: (channel: string, payload: unknown) => void sent.push({ channel, payload }),
    setWindowOpenHandler: (handler: WindowOpenHandler) => {
      windowOpenHandler = handler
    },
  } satisfies Partial<WebContents>
  const fake: FakeWebContents = {
    contents: Object.assign(events, parts) as unknown as WebContents,
    sent,
    mainFrame: mainFrame as unknown as WebFrameMain,
    openWindow(target) {
      if (!windowOpenHandler) throw new Error('no window-open handler is set')
      return windowOpenHandler({
        url: target,
        frameName: '',
        features: '',
        disposition: 'new-window',
        referrer: { url, policy: 'no-referrer' },
      })
    },
    emit: (event, ...args) => void events.emit(event, ...args),
    destroyed: false,
  }
  return fake
}
