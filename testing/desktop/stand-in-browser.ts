import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { chromium, type BrowserContext, type Frame, type Page, type Request, type Route } from 'playwright'
import { findChromium } from '../setup/ensure-chromium.ts'
import { chromiumFlags } from '../browser/flags.ts'
import { PageErrors } from '../browser/page-errors.ts'
import type { Rpc } from '../electron-stand-in/rpc.ts'
import type { HostCalls, Popup, StandInCalls } from '../electron-stand-in/wire.ts'
import { carry, uncarry } from '../electron-stand-in/structured.ts'
import { inPageScript } from '../browser/in-page/bundle.ts'
import type { DesktopOptions } from './desktop-app.ts'
import { nameOf } from './found.ts'
import { pageScript } from './page-script.ts'
import { bindingName, openPath, tellName, type PageMessage, type PageReply } from './page-world.ts'

/**
 * Where the app's own scheme is found in Chromium, which knows no `app:`. A loopback address, so that it is a secure
 * context and the signaling server takes it for a page of this computer; nothing listens there.
 */
const origin = 'https://127.0.0.1:4'
const appOrigin = 'app://visavis'

const toApp = (url: string): string =>
  url.startsWith(`${origin}/`) ? appOrigin + url.slice(origin.length) : url
const fromApp = (url: string): string =>
  url.startsWith(appOrigin) ? origin + url.slice(appOrigin.length) : url

type PageToOpen = Omit<HostCalls['openPage']['input'], 'page'>

/** The Chromium whose pages are the app's windows. */
export class StandInBrowser {
  readonly pageErrors = new PageErrors()
  readonly #options: DesktopOptions
  readonly #profile: string
  readonly #context: BrowserContext
  readonly #pages = new Map<number, Page>()
  /** Pages on their way out, which no window may take. */
  readonly #closing = new Set<Page>()
  readonly #loadingByApp = new Set<number>()
  readonly #waitingForPage: ((page: Page) => void)[] = []
  /** Windows that the app has granted its page, and that Chromium is about to open. */
  readonly #granted: Popup[] = []
  #app: Rpc<StandInCalls> | undefined

  private constructor(options: DesktopOptions, profile: string, context: BrowserContext) {
    this.#options = options
    this.#profile = profile
    this.#context = context
  }

  static async launch(options: DesktopOptions): Promise<StandInBrowser> {
    const { person, size = '640x480', devices = 'working', display } = options
    const found = findChromium()
    if (found === undefined) throw new Error('No Chromium; run: npx tsx testing/setup/ensure-chromium.ts')
    const profile = mkdtempSync(join(tmpdir(), `visavis-stand-in-${person}-`))
    const sharesScreen = display !== undefined
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: found.path,
      headless: !sharesScreen,
      args: [
        ...(await chromiumFlags({ person, size, devices, sharesScreen })),
        // A page of https: may open no plain socket; one of a scheme of the app's own may, as in Electron.
        '--allow-running-insecure-content',
        // Chromium's own window, with its bars, covers the left half of a screen of 1280 × 800.
        ...(sharesScreen ? ['--window-position=0,0', '--window-size=620,780'] : []),
      ],
      locale: options.locale ?? 'en-US',
      colorScheme: options.colorScheme ?? 'light',
      viewport: null,
      ...(display === undefined ? {} : { env: { ...process.env, DISPLAY: display } }),
    })
    const browser = new StandInBrowser(options, profile, context)
    await browser.#prepare()
    return browser
  }

  async #prepare(): Promise<void> {
    const context = this.#context
    await this.pageErrors.watch(context)
    await context.grantPermissions(['camera', 'microphone'], { origin })
    context.on('page', (page) => {
      this.#adopt(page).catch((error: unknown) => {
        // One that is closed again at once needs no adopting.
        if (!page.isClosed()) throw error
      })
    })
    await context.exposeBinding(bindingName, ({ page, frame }, message: PageMessage) =>
      this.#answer(page, frame, message),
    )
    await context.route('**/*', (route) =>
      this.#serve(route).catch(() => {
        // The app ended while its page was still asking; the page goes with it, or hears that it failed.
        route.abort('failed').catch(() => undefined)
      }),
    )
    for (const script of ['probe', ...(this.#options.instruments ?? [])] as const) {
      await context.addInitScript({ content: await inPageScript(script) })
    }
  }

  /** From now on pages can reach the app. */
  connect(app: Rpc<StandInCalls>): void {
    this.#app = app
  }

  /** The app's first window, as soon as there is one. */
  firstPage(): Promise<Page> {
    const [page] = this.#pages.values()
    return page ? Promise.resolve(page) : new Promise((resolve) => this.#waitingForPage.push(resolve))
  }

  async openPage(id: number, { preload, size, transparent }: PageToOpen): Promise<void> {
    const used = new Set([...this.#pages.values(), ...this.#closing])
    const page = this.#context.pages().find((candidate) => !used.has(candidate)) ?? (await this.#newWindow())
    // On an X screen, Chromium's windows hide what is behind them: one that must not stays as small as it was opened.
    if (!transparent || this.#options.display === undefined)
      await page.setViewportSize({ width: size.width, height: size.height })
    if (transparent) {
      const session = await this.#context.newCDPSession(page)
      await session.send('Emulation.setDefaultBackgroundColorOverride', { color: { r: 0, g: 0, b: 0, a: 0 } })
    }
    if (preload !== undefined) await page.addInitScript({ content: await pageScript(preload) })
    this.#watch(id, page)
    page.on('load', () => this.#tell(id, 'loaded'))
  }

  #watch(id: number, page: Page): void {
    this.#pages.set(id, page)
    page.on('crash', () => this.#tell(id, 'crashed'))
    page.on('close', () => {
      if (this.#pages.delete(id)) this.#tell(id, 'closed')
    })
  }

  /** A window that the app's page has opened. One that the app did not grant has no business here. */
  async #adopt(page: Page): Promise<void> {
    if ((await page.opener()) === null) return
    const granted = this.#granted.shift()
    if (!granted) return page.close()
    await page.setViewportSize(granted.size)
    this.#watch(granted.page, page)
    await page.waitForLoadState()
    this.#tell(granted.page, 'loaded')
  }

  /** A window of its own: a tab would hide the page of the first. */
  async #newWindow(): Promise<Page> {
    const [first] = this.#context.pages()
    if (!first) return this.#context.newPage()
    const session = await this.#context.newCDPSession(first)
    const opened = this.#context.waitForEvent('page')
    const place = { left: 0, top: 0, width: 200, height: 200, newWindow: true, background: true }
    await session.send('Target.createTarget', { url: 'about:blank', ...place })
    await session.detach()
    return opened
  }

  /** The app's window that has this name. */
  async pageCalled(name: string): Promise<Page | undefined> {
    for (const page of this.#pages.values()) if ((await nameOf(page)) === name) return page
    return undefined
  }

  async loadUrl(id: number, url: string): Promise<void> {
    const page = this.#page(id)
    this.#loadingByApp.add(id)
    await page.goto(fromApp(url), { waitUntil: 'commit' })
    for (const resolve of this.#waitingForPage.splice(0)) resolve(page)
  }

  async reload(id: number): Promise<void> {
    this.#loadingByApp.add(id)
    await this.#page(id).reload({ waitUntil: 'commit' })
  }

  async closePage(id: number): Promise<void> {
    const page = this.#pages.get(id)
    if (!page) return
    this.#pages.delete(id)
    this.#closing.add(page)
    // Chromium ends with its last page; the app may open another.
    if (this.#context.pages().length === 1) await this.#context.newPage()
    await page.close()
    this.#closing.delete(page)
  }

  async tellPage(id: number, channel: string, args: readonly unknown[]): Promise<void> {
    const carried: unknown = args.map(carry)
    await this.#page(id).evaluate(
      ([tell, ...told]) =>
        (globalThis as unknown as Record<string, (...told: unknown[]) => void>)[tell]?.(...told),
      [tellName, channel, carried] as const,
    )
  }

  runInPage(id: number, script: string): Promise<unknown> {
    return this.#page(id).evaluate(script)
  }

  async grant(permissions: readonly string[]): Promise<void> {
    await this.#context.grantPermissions(['camera', 'microphone', ...permissions], { origin })
  }

  async pictureOfScreen(): Promise<string> {
    const { display } = this.#options
    if (display === undefined) return ''
    const command = ['-silent', '-window', 'root', '-resize', '320x180', 'png:-']
    const { stdout } = await promisify(execFile)('import', command, {
      encoding: 'buffer',
      maxBuffer: 1 << 24,
      env: { ...process.env, DISPLAY: display },
    })
    return `data:image/png;base64,${stdout.toString('base64')}`
  }

  async close(): Promise<void> {
    await this.#context.close()
    rmSync(this.#profile, { recursive: true, force: true, maxRetries: 3 })
  }

  #page(id: number): Page {
    const page = this.#pages.get(id)
    if (!page) throw new Error(`window ${id} has no page`)
    return page
  }

  #idOf(page: Page): number | undefined {
    for (const [id, candidate] of this.#pages) if (candidate === page) return id
    return undefined
  }

  #tell(page: number, event: 'loaded' | 'crashed' | 'closed' | 'navigating'): void {
    // An app that has ended needs no telling.
    this.#app?.call('pageEvent', { page, event }).catch(() => undefined)
  }

  async #answer(source: Page, from: Frame, message: PageMessage): Promise<PageReply> {
    const page = this.#idOf(source)
    const app = this.#app
    if (page === undefined || !app) return { ok: false, message: 'this page is no window of the app' }
    const frame = { url: toApp(from.url()), isMain: from === source.mainFrame() }
    try {
      switch (message.kind) {
        case 'invoke':
          return {
            ok: true,
            value: carry(
              await app.call('invoke', { page, frame, ...message, args: message.args.map(uncarry) }),
            ),
          }
        case 'displayMedia':
          return { ok: true, value: carry(await app.call('displayMedia', { page, frame, ...message })) }
        case 'userMedia':
          return { ok: true, value: carry(await app.call('userMedia', { page, frame, ...message })) }
      }
    } catch (error) {
      return { ok: false, message: error instanceof Error ? error.message : String(error) }
    }
  }

  async #serve(route: Route): Promise<void> {
    const request = route.request()
    const app = this.#app
    if (!app) return route.abort('failed')
    const url = toApp(request.url())
    if (url === appOrigin + openPath) return route.fulfill({ body: await this.#mayOpen(request) })
    if (request.isNavigationRequest() && !(await this.#mayNavigate(request, url)))
      return route.abort('aborted')
    // Only the app's own scheme is served; a page of the app loads nothing else.
    if (!url.startsWith(appOrigin)) return route.abort('failed')
    const response = await app.call('request', { url, method: request.method(), headers: request.headers() })
    return route.fulfill({ ...response, body: Buffer.from(response.body) })
  }

  async #mayOpen(request: Request): Promise<string> {
    const page = this.#idOf(request.frame().page())
    const asked = request.postDataJSON() as { url: string; frameName: string; features: string }
    if (page === undefined) return 'denied'
    const popup = await this.#app?.call('windowOpen', { page, ...asked, url: toApp(asked.url) })
    if (!popup) return 'denied'
    this.#granted.push(popup)
    return 'allowed'
  }

  async #mayNavigate(request: Request, url: string): Promise<boolean> {
    const frame = frameOf(request)
    // The first page of a window that was granted; Electron does not ask again.
    if (!frame) return this.#granted.length > 0
    const source = frame.page()
    const page = this.#idOf(source)
    if (page === undefined) return false
    const mainFrame = frame === source.mainFrame()
    // Electron asks only about what the page itself starts.
    const byApp = mainFrame && this.#loadingByApp.delete(page)
    if (!byApp && !(await this.#app?.call('mayNavigate', { page, url, mainFrame }))) return false
    if (mainFrame) this.#tell(page, 'navigating')
    return true
  }
}

/** Undefined while the window is only being opened. */
function frameOf(request: Request): Frame | undefined {
  try {
    return request.frame()
  } catch {
    // Playwright knows no frame of a page that it has not announced yet.
    return undefined
  }
}
