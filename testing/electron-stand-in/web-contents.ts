import { EventEmitter } from 'node:events'
import type { WebContents } from 'electron'
import { host, unattended } from './host-link.ts'

type WindowOpenHandler = Parameters<WebContents['setWindowOpenHandler']>[0]

export class StandInWebContents extends EventEmitter {
  readonly id: number
  url = ''
  #destroyed = false
  #throttled: boolean
  windowOpenHandler: WindowOpenHandler | undefined

  constructor(id: number, throttled: boolean) {
    super()
    this.id = id
    this.#throttled = throttled
  }

  get mainFrame() {
    return standInFrame(this.url, true)
  }

  isDestroyed = () => this.#destroyed
  getURL = () => this.url
  getBackgroundThrottling = () => this.#throttled
  setBackgroundThrottling = (allowed: boolean) => void (this.#throttled = allowed)

  send(channel: string, ...args: unknown[]): void {
    unattended(host.call('tellPage', { page: this.id, channel, args }))
  }

  reload(): void {
    unattended(host.call('reload', { page: this.id }))
  }

  setWindowOpenHandler(handler: WindowOpenHandler): void {
    this.windowOpenHandler = handler
  }

  executeJavaScript(script: string, userGesture = false): Promise<unknown> {
    if (!userGesture) throw new Error('the Electron stand-in runs scripts with a user gesture only')
    return host.call('runInPage', { page: this.id, script })
  }

  markDestroyed(): void {
    this.#destroyed = true
    this.emit('destroyed')
  }
}

/** As much of WebFrameMain as a sender check looks at. */
export function standInFrame(url: string, isMain: boolean) {
  const top = { url, origin: originOf(url), parent: null }
  return isMain ? top : { url, origin: originOf(url), parent: top }
}

function originOf(url: string): string {
  return URL.canParse(url) ? `${new URL(url).protocol}//${new URL(url).host}` : 'null'
}
