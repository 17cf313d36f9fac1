import { EventEmitter } from 'node:events'
import type { BrowserWindow as ElectronWindow, BrowserWindowConstructorOptions, Rectangle } from 'electron'
import { standInApp } from './app.ts'
import { StandInEvent } from './events.ts'
import { answer, host, unattended } from './host-link.ts'
import { strict } from './strict.ts'
import { StandInWebContents } from './web-contents.ts'
import { forgetWindow, openWindows, rememberWindow, windowOfPage } from './window-list.ts'

let lastId = 0
/** What the app must set for its page to be safe; the stand-in refuses to show any other. */
const demanded = { sandbox: true, contextIsolation: true, nodeIntegration: false } as const

export class StandInWindow extends EventEmitter {
  readonly id = ++lastId
  readonly webContents: StandInWebContents
  #bounds: Rectangle
  #state = { visible: true, minimized: false, maximized: false, focused: false, destroyed: false }
  #title: string
  #opened: Promise<unknown>

  constructor(options: BrowserWindowConstructorOptions) {
    super()
    const { webPreferences = {}, x = 0, y = 0, width = 800, height = 600, show = true, title = '' } = options
    for (const [name, value] of Object.entries(demanded)) {
      if (webPreferences[name as keyof typeof demanded] !== value)
        throw new Error(`webPreferences.${name} is not ${value}`)
    }
    this.#bounds = { x, y, width, height }
    this.#state.visible = show
    this.#title = title
    this.webContents = strict('webContents', new StandInWebContents(this.id))
    rememberWindow(this.id, this)
    this.#opened = host.call('openPage', {
      page: this.id,
      preload: webPreferences.preload,
      size: { width, height },
    })
    standInApp.emit('web-contents-created', new StandInEvent(), this.webContents)
    standInApp.emit('browser-window-created', new StandInEvent(), strict('BrowserWindow', this))
  }

  async loadURL(url: string): Promise<void> {
    await this.#opened
    await host.call('loadUrl', { page: this.id, url })
  }

  isDestroyed = () => this.#state.destroyed
  isVisible = () => this.#state.visible
  isMinimized = () => this.#state.minimized
  isMaximized = () => this.#state.maximized
  isFocused = () => this.#state.focused
  isFullScreen = () => false
  getTitle = () => this.#title
  getBounds = () => this.#bounds
  getNormalBounds = () => this.#bounds
  setBounds = (bounds: Partial<Rectangle>) => void (this.#bounds = { ...this.#bounds, ...bounds })
  maximize = () => void (this.#state.maximized = true)

  show(): void {
    this.#state.visible = true
    this.emit('show')
    this.focus()
  }

  hide(): void {
    this.#state.visible = false
    this.emit('hide')
  }

  focus(): void {
    for (const other of openWindows()) other.#state.focused = other === this
    this.emit('focus')
  }

  minimize(): void {
    this.#state.minimized = true
    this.emit('minimize')
  }

  restore(): void {
    this.#state.minimized = false
    this.emit('restore')
  }

  close(): void {
    if (this.#state.destroyed) return
    const event = new StandInEvent()
    this.emit('close', event)
    if (event.defaultPrevented) standInApp.cancelQuit()
    else this.destroy()
  }

  destroy(): void {
    if (this.#state.destroyed) return
    this.#state.destroyed = true
    forgetWindow(this.id)
    unattended(host.call('closePage', { page: this.id }))
    this.webContents.markDestroyed()
    this.emit('closed')
    standInApp.endIfNoWindows()
  }
}

answer('pageEvent', ({ page, event }) => {
  const window = windowOfPage(page)
  if (!window) return undefined
  const { webContents } = window
  if (event === 'navigating')
    webContents.emit('did-start-navigation', { isMainFrame: true, isSameDocument: false })
  else if (event === 'loaded') {
    webContents.emit('did-finish-load')
    window.emit('ready-to-show')
  } else if (event === 'crashed') {
    webContents.emit('render-process-gone', new StandInEvent(), { reason: 'crashed', exitCode: 1 })
  } else {
    window.destroy()
  }
  return undefined
})

answer('mayNavigate', ({ page, url, mainFrame }) => {
  const contents = windowOfPage(page)?.webContents
  const event = Object.assign(new StandInEvent(), { url, isMainFrame: mainFrame })
  if (mainFrame) contents?.emit('will-navigate', event)
  contents?.emit('will-frame-navigate', event)
  return !event.defaultPrevented
})

answer('windowOpen', ({ page, url }) => {
  const handler = windowOfPage(page)?.webContents.windowOpenHandler
  const referrer = { url: '', policy: 'default' } as const
  const decision = handler?.({ url, frameName: '', features: '', disposition: 'new-window', referrer })
  if (decision?.action !== 'deny') throw new Error('the Electron stand-in opens no window for a page')
  return undefined
})

type Statics = Pick<typeof ElectronWindow, 'getAllWindows' | 'getFocusedWindow' | 'fromWebContents'>

/** `new BrowserWindow(…)` gives a window that throws on what the stand-in does not do. */
export const BrowserWindow = new Proxy(StandInWindow, {
  construct: (target, args: [BrowserWindowConstructorOptions]) =>
    strict('BrowserWindow', new target(...args)),
  get: (_target, name) => {
    const statics = {
      getAllWindows: () => openWindows() as never,
      getFocusedWindow: () => (openWindows().find((window) => window.isFocused()) ?? null) as never,
      fromWebContents: (contents) => (windowOfPage(contents.id) ?? null) as never,
    } satisfies Statics
    const value: unknown = Reflect.get(strict('BrowserWindow', statics), name)
    return value
  },
})
