import { EventEmitter, once } from 'node:events'
import type { BrowserWindow as ElectronWindow, BrowserWindowConstructorOptions, Rectangle } from 'electron'
import { standInApp } from './app.ts'
import { StandInEvent } from './events.ts'
import { answer, host, unattended } from './host-link.ts'
import { onWayland } from './ozone.ts'
import { strict } from './strict.ts'
import { StandInWebContents } from './web-contents.ts'
import { forgetWindow, openWindows, rememberWindow, windowOfPage } from './window-list.ts'

let lastId = 0
/** Some number that is no window id. */
export const mediaSourceNumber = (id: number): number => 4_194_304 + id
/** What the app must set for its page to be safe; the stand-in refuses to show any other. */
const demanded = { sandbox: true, contextIsolation: true, nodeIntegration: false } as const

export class StandInWindow extends EventEmitter {
  readonly id = ++lastId
  readonly webContents: StandInWebContents
  #bounds: Rectangle
  #state = {
    visible: true,
    minimized: false,
    maximized: false,
    focused: false,
    fullScreen: false,
    destroyed: false,
  }
  #title: string
  #opened: Promise<unknown>
  /** What the app has made of it; a browser shows none of this. */
  readonly marks = {
    alwaysOnTop: false,
    onAllWorkspaces: false,
    contentProtected: false,
    ignoresMouse: false,
  }
  readonly #opener: StandInWindow | undefined

  /** @param opener the window whose page opened this one, in whose browser it is a popup */
  constructor(options: BrowserWindowConstructorOptions, opener?: StandInWindow) {
    super()
    this.#opener = opener
    const { webPreferences = {}, x = 0, y = 0, width = 800, height = 600, show = true, title = '' } = options
    for (const [name, value] of Object.entries(demanded)) {
      if (webPreferences[name as keyof typeof demanded] !== value)
        throw new Error(`webPreferences.${name} is not ${value}`)
    }
    this.#bounds = { x, y, width, height }
    this.#state.visible = show
    this.#title = title
    // Electron reads this for windows that the app makes, not for those that a page opens.
    const throttled = opener !== undefined || webPreferences.backgroundThrottling !== false
    this.webContents = strict('webContents', new StandInWebContents(this.id, throttled))
    rememberWindow(this.id, this)
    this.#opened =
      opener === undefined
        ? host.call('openPage', {
            page: this.id,
            preload: webPreferences.preload,
            size: { width, height },
            transparent: options.transparent ?? false,
          })
        : Promise.resolve()
    standInApp.emit('web-contents-created', new StandInEvent(), this.webContents)
    standInApp.emit('browser-window-created', new StandInEvent(), strict('BrowserWindow', this))
  }

  async loadURL(url: string): Promise<void> {
    await this.#opened
    this.webContents.url = url
    const finished = once(this.webContents, 'did-finish-load')
    await host.call('loadUrl', { page: this.id, url })
    await finished
  }

  isDestroyed = () => this.#state.destroyed
  isVisible = () => this.#state.visible
  isMinimized = () => this.#state.minimized
  isMaximized = () => this.#state.maximized
  isFocused = () => this.#state.focused
  isFullScreen = () => this.#state.fullScreen
  getTitle = () => this.#title
  // On Wayland nobody learns where a window is (electron/docs/api/base-window.md).
  getBounds = () => (onWayland ? { ...this.#bounds, x: 0, y: 0 } : this.#bounds)
  getNormalBounds = () => this.getBounds()
  setBounds = (bounds: Partial<Rectangle>) => void (this.#bounds = { ...this.#bounds, ...bounds })
  setAlwaysOnTop = (on: boolean) => void (this.marks.alwaysOnTop = on && !onWayland)
  isAlwaysOnTop = () => this.marks.alwaysOnTop
  setVisibleOnAllWorkspaces = (on: boolean) => void (this.marks.onAllWorkspaces = on && !onWayland)
  // Electron does this on Windows and macOS only (electron/shell/browser/native_window_views.cc).
  setContentProtection = () => undefined
  isContentProtected = () => this.marks.contentProtected
  isVisibleOnAllWorkspaces = () => this.marks.onAllWorkspaces
  setIgnoreMouseEvents = (on: boolean) => void (this.marks.ignoresMouse = on)
  setShape = () => undefined
  /** As the list of sources names it, which `getSources` gives another last part. */
  getMediaSourceId = () => `window:${mediaSourceNumber(this.id)}:0`

  /** Shows a hidden window, without the focus (native_window_views.cc, native_window_mac.mm). */
  maximize(): void {
    this.#state.maximized = true
    if (!this.#state.visible) this.showInactive()
    this.emit('maximize')
  }

  /** Shows a hidden window too. The transition takes a moment, as on macOS. */
  setFullScreen(on: boolean): void {
    if (on && !this.#state.visible) this.showInactive()
    setImmediate(() => {
      if (this.#state.destroyed || this.#state.fullScreen === on) return
      this.#state.fullScreen = on
      this.emit(on ? 'enter-full-screen' : 'leave-full-screen')
    })
  }

  show(): void {
    this.#state.visible = true
    this.emit('show')
    this.focus()
  }

  /** Without the focus, except on Wayland. */
  showInactive(): void {
    if (onWayland) return this.show()
    this.#state.visible = true
    this.emit('show')
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
    // Neither an event nor a state on Wayland.
    if (onWayland) return
    this.#become('minimize', true)
  }

  restore(): void {
    if (onWayland) return
    this.#become('restore', false)
  }

  /** The window manager does it, and says so a moment later. */
  #become(event: 'minimize' | 'restore', minimized: boolean): void {
    setImmediate(() => {
      if (this.#state.destroyed || this.#state.minimized === minimized) return
      this.#state.minimized = minimized
      this.emit(event)
    })
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
    // Unless it is asked to outlive it, a window that a page opened goes with it.
    for (const other of openWindows()) if (other.#opener === this) other.destroy()
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

answer('windowOpen', ({ page, url, frameName, features }) => {
  const opener = windowOfPage(page)
  const referrer = { url: '', policy: 'default' } as const
  const asked = { url, frameName, features, disposition: 'new-window', referrer } as const
  const decision = opener?.webContents.windowOpenHandler?.(asked)
  // Electron opens what nobody handles; the app handles all.
  if (!opener || !decision)
    throw new Error('the Electron stand-in opens no window that the app does not know of')
  if (decision.action === 'deny') return null
  const options = decision.overrideBrowserWindowOptions ?? {}
  const child = new StandInWindow(options, opener)
  child.webContents.url = url
  opener.webContents.emit('did-create-window', strict('BrowserWindow', child), { url, frameName, options })
  const { width, height } = child.getBounds()
  return { page: child.id, size: { width, height } }
})

/** As the app sees it. */
const shown = (window: StandInWindow) => strict('BrowserWindow', window) as unknown as ElectronWindow

type Statics = Pick<typeof ElectronWindow, 'getAllWindows' | 'getFocusedWindow' | 'fromWebContents'>

/** `new BrowserWindow(…)` gives a window that throws on what the stand-in does not do. */
export const BrowserWindow = new Proxy(StandInWindow, {
  construct: (target, args: [BrowserWindowConstructorOptions]) =>
    strict('BrowserWindow', new target(...args)),
  get: (_target, name) => {
    const statics = {
      getAllWindows: () => openWindows().map(shown),
      getFocusedWindow: () =>
        openWindows()
          .filter((window) => window.isFocused())
          .map(shown)[0] ?? null,
      fromWebContents(contents) {
        const window = windowOfPage(contents.id)
        return window ? shown(window) : null
      },
    } satisfies Statics
    const value: unknown = Reflect.get(strict('BrowserWindow', statics), name)
    return value
  },
})
