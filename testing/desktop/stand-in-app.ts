import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Page } from 'playwright'
import { companionNames, type Companion } from '../../src/shared/companion.ts'
import type { PageErrors } from '../browser/page-errors.ts'
import { createRpc, type Rpc } from '../electron-stand-in/rpc.ts'
import type {
  DisplayView,
  Drive,
  HostCalls,
  MessageBox,
  Place,
  StandInCalls,
  SystemView,
  TrayView,
  WindowState,
} from '../electron-stand-in/wire.ts'
import { projectFolder, testingFolder } from '../paths.ts'
import type { DesktopApp, DesktopOptions, Question } from './desktop-app.ts'
import { found } from './found.ts'
import { languageEnv } from './language-env.ts'
import { StandInBrowser } from './stand-in-browser.ts'

/** The built main bundle in a process of its own, with the stand-in for Electron and a Chromium for its windows. */
export class StandInApp implements DesktopApp {
  readonly kind = 'stand-in'
  readonly profile: string
  readonly startedAt: number
  readonly ended: Promise<number>
  readonly browser: StandInBrowser
  readonly #process: ChildProcess
  readonly #program: string | undefined
  readonly #rpc: Rpc<StandInCalls>
  readonly #questions: Question[] = []
  readonly #waitingForQuestion: ((question: Question) => void)[] = []
  readonly #output: string[] = []

  private constructor(options: DesktopOptions, profile: string, browser: StandInBrowser) {
    this.profile = profile
    this.browser = browser
    this.#program = options.program
    this.startedAt = performance.now()
    this.#process = startProcess(profile, options)
    this.ended = once(this.#process, 'exit').then(([code]) => (code as number | null) ?? -1)
    for (const stream of [this.#process.stdout, this.#process.stderr]) {
      stream?.on('data', (chunk: Buffer) => this.#output.push(chunk.toString()))
    }
    const child = this.#process
    this.#rpc = createRpc<StandInCalls, HostCalls>(
      {
        send: (message) => {
          // One that cannot be sent went to an app that has just ended; whoever waits for its answer hears so.
          if (child.connected) child.send(message, () => undefined)
        },
        onMessage: (listener) => child.on('message', listener),
      },
      {
        openPage: ({ page, ...how }) => browser.openPage(page, how).then(nothing),
        loadUrl: ({ page, url }) => browser.loadUrl(page, url).then(nothing),
        reload: ({ page }) => browser.reload(page).then(nothing),
        closePage: ({ page }) => browser.closePage(page).then(nothing),
        tellPage: ({ page, channel, args }) => browser.tellPage(page, channel, args).then(nothing),
        runInPage: ({ page, script }) => browser.runInPage(page, script),
        grant: ({ permissions }) => browser.grant(permissions).then(nothing),
        messageBox: (box) => this.#ask(box),
        pictureOfScreen: () => browser.pictureOfScreen(),
        ready: nothing,
      },
    )
    browser.connect(this.#rpc)
    void this.ended.then(() => this.#rpc.end('the app has ended'))
  }

  static async launch(options: DesktopOptions): Promise<StandInApp> {
    const profile = options.profile ?? mkdtempSync(join(tmpdir(), `visavis-app-${options.person}-`))
    return new StandInApp(options, profile, await StandInBrowser.launch(options))
  }

  /** What its pages complained about. */
  get pageErrors(): PageErrors {
    return this.browser.pageErrors
  }

  firstWindow(): Promise<Page> {
    return Promise.race([
      this.browser.firstPage(),
      this.ended.then((code) => {
        throw new Error(`the app ended with ${code} before it had a window:\n${this.output()}`)
      }),
    ])
  }

  logsFolder(): Promise<string> {
    return Promise.resolve(join(this.profile, 'logs'))
  }

  async windows(): Promise<readonly WindowState[]> {
    return (await this.#drive({ what: 'windows' })) as WindowState[]
  }

  companion(companion: Companion): Promise<Page> {
    return found(() => this.browser.pageCalled(companionNames[companion]), `the ${companion} window`)
  }

  async minimize(): Promise<void> {
    const [window] = await this.windows()
    if (window) await this.#drive({ what: 'minimize', page: window.page })
  }

  async restore(): Promise<void> {
    const [window] = await this.windows()
    if (window) await this.#drive({ what: 'restore', page: window.page })
  }

  async closeWindow(): Promise<void> {
    const [window] = await this.windows()
    if (window) await this.#drive({ what: 'close-window', page: window.page })
  }

  nextQuestion(): Promise<Question> {
    const question = this.#questions.shift()
    return question
      ? Promise.resolve(question)
      : new Promise((resolve) => this.#waitingForQuestion.push(resolve))
  }

  async power(event: string): Promise<void> {
    await this.#drive({ what: 'power', event })
  }

  async powerBlockers(): Promise<readonly string[]> {
    return (await this.#drive({ what: 'power-blockers' })) as string[]
  }

  async themeSource(): Promise<string> {
    return (await this.#drive({ what: 'theme-source' })) as string
  }

  async clipboard(): Promise<string> {
    return (await this.#drive({ what: 'clipboard' })) as string
  }

  async setClipboard(text: string): Promise<void> {
    await this.#drive({ what: 'clipboard', write: text })
  }

  async tray(): Promise<TrayView> {
    return (await this.#drive({ what: 'tray' })) as TrayView
  }

  async chooseInTray(...path: readonly string[]): Promise<void> {
    await this.#drive({ what: 'click-tray-item', path })
  }

  async system(): Promise<SystemView> {
    return (await this.#drive({ what: 'system' })) as SystemView
  }

  async pressEverywhere(keys: string): Promise<void> {
    await this.#drive({ what: 'press-keys', keys })
  }

  async takeKeys(keys: string): Promise<void> {
    await this.#drive({ what: 'take-keys', keys })
  }

  async clickNotification(title: string): Promise<void> {
    await this.#drive({ what: 'click-notification', title })
  }

  async chooseInMenu(role: string, label: string): Promise<void> {
    await this.#drive({ what: 'click-menu-item', role, label })
  }

  async menu(): Promise<TrayView['items']> {
    return (await this.#drive({ what: 'menu' })) as TrayView['items']
  }

  async saveTo(path: string | null): Promise<void> {
    await this.#drive({ what: 'save-to', path })
  }

  async showUncapturableWindow(): Promise<void> {
    await this.#drive({ what: 'show-uncapturable-window' })
  }

  async plugDisplays(displays: readonly DisplayView[]): Promise<void> {
    await this.#drive({ what: 'displays', displays })
  }

  async moveWindow(bounds: Place): Promise<void> {
    const [window] = await this.windows()
    if (window) await this.#drive({ what: 'move-window', page: window.page, bounds })
  }

  async openedOutside(): Promise<readonly string[]> {
    return (await this.#drive({ what: 'opened-outside' })) as string[]
  }

  async secondInstance(argv: readonly string[]): Promise<void> {
    const second = startProcess(this.profile, { argv, ...(this.#program && { program: this.#program }) })
    await once(second, 'exit')
  }

  async openUrl(url: string): Promise<void> {
    await this.#drive({ what: 'open-url', url })
  }

  async quit(): Promise<void> {
    await this.#drive({ what: 'quit' })
  }

  async kill(): Promise<void> {
    if (this.#process.exitCode === null && this.#process.signalCode === null) this.#process.kill('SIGKILL')
    await this.ended
    await this.browser.close()
  }

  output(): string {
    return this.#output.join('')
  }

  #drive(drive: Drive): Promise<unknown> {
    return this.#rpc.call('drive', drive)
  }

  #ask({ message, detail, buttons }: MessageBox): Promise<{ response: number }> {
    return new Promise((resolve) => {
      const answer = (button: string) => {
        const response = buttons.indexOf(button)
        if (response < 0) throw new Error(`the question has no ${button}, only ${buttons.join(', ')}`)
        resolve({ response })
      }
      const question = { message, detail, buttons, answer }
      const waiting = this.#waitingForQuestion.shift()
      if (waiting) waiting(question)
      else this.#questions.push(question)
    })
  }
}

const nothing = () => undefined

function startProcess(
  profile: string,
  {
    argv = [],
    locale,
    program = projectFolder,
    startTrace,
    packaged = false,
    env = {},
  }: Pick<DesktopOptions, 'argv' | 'locale' | 'program' | 'startTrace' | 'packaged' | 'env'>,
): ChildProcess {
  const register = pathToFileURL(join(testingFolder, 'electron-stand-in/register.ts')).href
  const { main } = JSON.parse(readFileSync(join(program, 'package.json'), 'utf8')) as { main: string }
  return fork(join(program, main), [`--user-data-dir=${profile}`, ...argv], {
    cwd: program,
    execArgv: ['--import', 'tsx', '--import', register],
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: {
      ...process.env,
      ...languageEnv(locale),
      ...env,
      ...(packaged && { VISAVIS_STAND_IN_PACKAGED: '1' }),
      ...(startTrace !== undefined && { VISAVIS_START_TRACE: startTrace }),
    },
  })
}
