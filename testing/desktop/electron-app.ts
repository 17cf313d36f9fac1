import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type * as Electron from 'electron'
import { _electron, type ElectronApplication, type Page } from 'playwright'
import { expect } from 'playwright/test'
import { companionNames, type Companion } from '../../src/shared/companion.ts'
import { chromiumFlags } from '../browser/flags.ts'
import { PageErrors } from '../browser/page-errors.ts'
import type { DisplayView, Place, SystemView, TrayView, WindowState } from '../electron-stand-in/wire.ts'
import { inPageScript } from '../browser/in-page/bundle.ts'
import { projectFolder, testingFolder } from '../paths.ts'
import type { DesktopApp, DesktopOptions, Question } from './desktop-app.ts'
import { found, nameOf } from './found.ts'
import { languageEnv } from './language-env.ts'

/** What electron-hooks.cjs keeps for the test, in the app's main process. */
interface TestState {
  readonly questions: {
    readonly message: string
    readonly detail: string
    readonly buttons: string[]
    answer(response: number): void
  }[]
  readonly openedOutside: string[]
  readonly blockers: Map<number, string>
  readonly menu: unknown
  readonly tooltip: string
  view(items: unknown): TrayView['items']
  choose(path: readonly string[]): void
  windows(): WindowState[]
  mainWindow(): Electron.BrowserWindow | undefined
  system(): SystemView
  readonly globalKeys: Map<string, () => void>
  readonly takenKeys: Set<string>
  saveTo: string | null
  clickNotification(title: string): void
  chooseInMenu(role: string, label: string): void
  plugDisplays(displays: readonly DisplayView[]): void
}
type InMain = typeof globalThis & { visavisTest: TestState }

/** The built app in the Electron that is installed. */
export class ElectronApp implements DesktopApp {
  readonly kind = 'electron'
  readonly profile: string
  readonly startedAt: number
  readonly ended: Promise<number>
  readonly pageErrors = new PageErrors()
  readonly #binary: string
  readonly #program: string
  readonly #app: ElectronApplication
  readonly #output: string[] = []
  readonly #instruments: string[] = []

  private constructor(
    binary: string,
    program: string,
    profile: string,
    app: ElectronApplication,
    startedAt: number,
  ) {
    this.startedAt = startedAt
    this.#binary = binary
    this.#program = program
    this.profile = profile
    this.#app = app
    const child = app.process()
    this.ended = once(child, 'exit').then(([code]) => (code as number | null) ?? -1)
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => this.#output.push(chunk.toString()))
    }
  }

  static async launch(binary: string, options: DesktopOptions): Promise<ElectronApp> {
    const { person, size = '640x480', devices = 'working', display, argv = [] } = options
    const profile = options.profile ?? mkdtempSync(join(tmpdir(), `visavis-app-${person}-`))
    const sharesScreen = display !== undefined
    const flags = await chromiumFlags({ person, size, devices, sharesScreen, appAnswers: true })
    const startedAt = performance.now()
    const app = await _electron.launch({
      executablePath: binary,
      cwd: projectFolder,
      args: [
        '-r',
        join(testingFolder, 'desktop/electron-hooks.cjs'),
        ...flags,
        options.program ?? projectFolder,
        `--user-data-dir=${profile}`,
        ...argv,
      ],
      // Playwright switches the sandbox off otherwise; root cannot have it.
      chromiumSandbox: process.getuid?.() !== 0,
      colorScheme: options.colorScheme ?? 'light',
      env: {
        ...stringsOf(process.env),
        ...languageEnv(options.locale),
        ...options.env,
        ...(display === undefined ? {} : { DISPLAY: display }),
      },
    })
    const running = new ElectronApp(binary, options.program ?? projectFolder, profile, app, startedAt)
    await running.pageErrors.watch(app.context())
    for (const script of ['probe', ...(options.instruments ?? [])] as const) {
      running.#instruments.push(await inPageScript(script))
    }
    return running
  }

  async firstWindow(): Promise<Page> {
    const page = await this.#app.firstWindow()
    // The page has begun before scripts could be put before its own; these only need to be there.
    for (const script of this.#instruments) await page.evaluate(script)
    return page
  }

  logsFolder(): Promise<string> {
    return this.#app.evaluate(({ app }) => app.getPath('logs'))
  }

  windows(): Promise<readonly WindowState[]> {
    return this.#app.evaluate(() => (globalThis as InMain).visavisTest.windows())
  }

  companion(companion: Companion): Promise<Page> {
    const name = companionNames[companion]
    const look = async () => {
      for (const page of this.#app.windows()) if ((await nameOf(page)) === name) return page
      return undefined
    }
    return found(look, `the ${companion} window`)
  }

  async minimize(): Promise<void> {
    await this.#app.evaluate(() => (globalThis as InMain).visavisTest.mainWindow()?.minimize())
  }

  async restore(): Promise<void> {
    await this.#app.evaluate(() => (globalThis as InMain).visavisTest.mainWindow()?.restore())
  }

  async closeWindow(): Promise<void> {
    await this.#app.evaluate(() => (globalThis as InMain).visavisTest.mainWindow()?.close())
  }

  async nextQuestion(): Promise<Question> {
    const asked = () =>
      this.#app.evaluate(() => {
        const [question] = (globalThis as InMain).visavisTest.questions
        return question && { message: question.message, detail: question.detail, buttons: question.buttons }
      })
    await expect.poll(asked, { message: 'the app asks something' }).toBeTruthy()
    const question = await asked()
    if (!question) throw new Error('the question was answered by somebody else')
    const answer = (button: string) => {
      const response = question.buttons.indexOf(button)
      if (response < 0) throw new Error(`the question has no ${button}, only ${question.buttons.join(', ')}`)
      void this.#app.evaluate(
        (_electron, index) => (globalThis as InMain).visavisTest.questions.shift()?.answer(index),
        response,
      )
    }
    return { ...question, answer }
  }

  async power(event: 'suspend' | 'resume' | 'lock-screen' | 'unlock-screen'): Promise<void> {
    await this.#app.evaluate(
      ({ powerMonitor }, name) => (powerMonitor as NodeJS.EventEmitter).emit(name),
      event,
    )
  }

  powerBlockers(): Promise<readonly string[]> {
    return this.#app.evaluate(() => [...(globalThis as InMain).visavisTest.blockers.values()])
  }

  themeSource(): Promise<string> {
    return this.#app.evaluate(({ nativeTheme }) => nativeTheme.themeSource)
  }

  clipboard(): Promise<string> {
    return this.#app.evaluate(({ clipboard }) => clipboard.readText())
  }

  async setClipboard(text: string): Promise<void> {
    await this.#app.evaluate(({ clipboard }, written) => clipboard.writeText(written), text)
  }

  tray(): Promise<TrayView> {
    return this.#app.evaluate(() => {
      const { tooltip, menu, view } = (globalThis as InMain).visavisTest
      return { tooltip, items: view(menu) }
    })
  }

  async chooseInTray(...path: readonly string[]): Promise<void> {
    await this.#app.evaluate((_electron, labels) => (globalThis as InMain).visavisTest.choose(labels), path)
  }

  system(): Promise<SystemView> {
    return this.#app.evaluate(() => (globalThis as InMain).visavisTest.system())
  }

  async pressEverywhere(keys: string): Promise<void> {
    await this.#app.evaluate((_electron, named) => {
      ;(globalThis as InMain).visavisTest.globalKeys.get(named)?.()
    }, keys)
  }

  async takeKeys(keys: string): Promise<void> {
    await this.#app.evaluate((_electron, named) => {
      ;(globalThis as InMain).visavisTest.takenKeys.add(named)
    }, keys)
  }

  async clickNotification(title: string): Promise<void> {
    await this.#app.evaluate(
      (_electron, text) => (globalThis as InMain).visavisTest.clickNotification(text),
      title,
    )
  }

  async chooseInMenu(role: string, label: string): Promise<void> {
    await this.#app.evaluate(
      (_electron, [named, item]) => (globalThis as InMain).visavisTest.chooseInMenu(named, item),
      [role, label] as const,
    )
  }

  menu(): Promise<TrayView['items']> {
    return this.#app.evaluate(({ Menu }) => {
      const items = Menu.getApplicationMenu()?.items ?? []
      return (globalThis as InMain).visavisTest.view(items)
    })
  }

  async saveTo(path: string | null): Promise<void> {
    await this.#app.evaluate((_electron, to) => {
      ;(globalThis as InMain).visavisTest.saveTo = to
    }, path)
  }

  async showUncapturableWindow(): Promise<void> {
    await this.#app.evaluate(({ BrowserWindow }) => {
      new BrowserWindow({ width: 200, height: 100 }).setContentProtection(true)
    })
  }

  async plugDisplays(displays: readonly DisplayView[]): Promise<void> {
    await this.#app.evaluate(
      (_electron, wanted) => (globalThis as InMain).visavisTest.plugDisplays(wanted),
      displays,
    )
  }

  async moveWindow(bounds: Place): Promise<void> {
    await this.#app.evaluate(
      (_electron, place) => (globalThis as InMain).visavisTest.mainWindow()?.setBounds(place),
      bounds,
    )
  }

  openedOutside(): Promise<readonly string[]> {
    return this.#app.evaluate(() => (globalThis as InMain).visavisTest.openedOutside)
  }

  async secondInstance(argv: readonly string[]): Promise<void> {
    const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
    const args = [...asRoot, this.#program, `--user-data-dir=${this.profile}`, ...argv]
    await once(spawn(this.#binary, args, { stdio: 'ignore' }), 'exit')
  }

  async openUrl(url: string): Promise<void> {
    await this.#app.evaluate(({ app }, link) => {
      const event = { preventDefault: () => undefined } as Electron.Event
      ;(app as NodeJS.EventEmitter).emit('open-url', event, link)
    }, url)
  }

  async quit(): Promise<void> {
    // The answer may not arrive any more.
    await this.#app.evaluate(({ app }) => app.quit()).catch(() => undefined)
  }

  async kill(): Promise<void> {
    await endTree(this.#app.process())
    await this.ended
  }

  output(): string {
    return this.#output.join('')
  }
}

/** Playwright starts Electron through a shell on Windows, so ending its process alone would leave the app behind. */
async function endTree(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  if (process.platform !== 'win32') {
    child.kill('SIGKILL')
    return
  }
  const [code] = (await once(spawn('taskkill', ['/PID', String(child.pid), '/T', '/F']), 'exit')) as [number]
  // 128: it has ended meanwhile.
  if (code !== 0 && code !== 128) throw new Error(`taskkill ended with ${code}`)
}

function stringsOf(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}
