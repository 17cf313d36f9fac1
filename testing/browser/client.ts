import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type BrowserContext, type Page } from 'playwright'
import { findChromium } from '../setup/ensure-chromium.ts'
import { inPageScript, type InPageScript } from './in-page/bundle.ts'
import type { PictureSize } from '../media/make-media.ts'
import type { PersonName } from '../media/people.ts'
import { screenshotFolder } from '../paths.ts'
import { chromiumFlags, type DeviceSituation } from './flags.ts'
import { PageErrors } from './page-errors.ts'

export interface ClientOptions {
  readonly person: PersonName
  readonly size?: PictureSize
  readonly devices?: DeviceSituation
  /** An X display such as `:99`: the window is a real one there, and screen sharing captures that screen. */
  readonly display?: string
  /** Shows the window on whatever display this process has; for demonstrations. */
  readonly headed?: boolean
  readonly locale?: string
  readonly colorScheme?: 'light' | 'dark'
  readonly viewport?: { readonly width: number; readonly height: number }
  /** Scripts of in-page/ to install in addition to the probe, which every page has. */
  readonly instruments?: readonly InPageScript[]
}

/** One person at one computer: a browser process and profile of their own, with their own camera and microphone. */
export class Client {
  readonly person: PersonName
  readonly page: Page
  readonly context: BrowserContext
  readonly pageErrors: PageErrors
  /** Everything the page wrote to its console, for the evidence of a failed test. */
  readonly console: string[] = []
  readonly #profile: string

  private constructor(
    person: PersonName,
    context: BrowserContext,
    page: Page,
    pageErrors: PageErrors,
    profile: string,
  ) {
    this.person = person
    this.context = context
    this.page = page
    this.pageErrors = pageErrors
    this.#profile = profile
    page.on('console', (message) => this.console.push(`${message.type()}: ${message.text()}`))
  }

  static async launch(options: ClientOptions): Promise<Client> {
    const { person, size = '640x480', devices = 'working', display } = options
    const found = findChromium()
    if (found === undefined) throw new Error('No Chromium; run: npx tsx testing/setup/ensure-chromium.ts')
    const profile = mkdtempSync(join(tmpdir(), `visavis-${person}-`))
    const sharesScreen = display !== undefined
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: found.path,
      headless: !sharesScreen && options.headed !== true,
      args: await chromiumFlags({ person, size, devices, sharesScreen }),
      locale: options.locale ?? 'en-US',
      colorScheme: options.colorScheme ?? 'light',
      viewport: options.viewport ?? { width: 1100, height: 760 },
      ...(display === undefined ? {} : { env: { ...process.env, DISPLAY: display } }),
    })
    const pageErrors = new PageErrors()
    await pageErrors.watch(context)
    await context.grantPermissions(permissions(devices))
    for (const script of ['probe', ...(options.instruments ?? [])] as const) {
      await context.addInitScript({ content: await inPageScript(script) })
    }
    const page = context.pages()[0] ?? (await context.newPage())
    return new Client(person, context, page, pageErrors, profile)
  }

  /** Keeps a picture of the page under this name, for people to look at. */
  async screenshot(name: string): Promise<void> {
    await this.page.screenshot({ path: join(screenshotFolder, `${name}.png`) })
  }

  async close(): Promise<void> {
    await this.context.close()
    rmSync(this.#profile, { recursive: true, force: true, maxRetries: 3 })
  }
}

function permissions(devices: DeviceSituation): string[] {
  const always = ['clipboard-read', 'clipboard-write']
  return devices === 'denied' ? always : [...always, 'camera', 'microphone']
}
