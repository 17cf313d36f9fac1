import { EventEmitter } from 'node:events'
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, watch, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AboutPanelOptionsOptions, App } from 'electron'
import { StandInEvent } from './events.ts'
import { host, unattended } from './host-link.ts'
import { ozonePlatform } from './ozone.ts'
import { isDefaultProtocolClient, setAsDefaultProtocolClient } from './link-schemes.ts'
import { strict } from './strict.ts'
import { openWindows } from './window-list.ts'

type Path = Parameters<App['getPath']>[0]

/** `--user-data-dir=…`, as Electron reads it. */
const profile =
  process.argv
    .map((argument) => /^--user-data-dir=(.*)$/.exec(argument)?.[1])
    .find((path) => path !== undefined) ?? join(tmpdir(), `visavis-stand-in-${process.pid}`)

/** The program's folder is where it was started. */
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
  name: string
  productName?: string
  version: string
}

/** As Linux programs read them, most preferred first. */
const languages = (process.env['LANGUAGE'] ?? 'en_US').split(':').map((name) => name.replace('_', '-'))

class StandInApp extends EventEmitter {
  /** An installed app: the test says so. */
  readonly isPackaged = process.env['VISAVIS_STAND_IN_PACKAGED'] !== undefined
  /** What the app said of itself. */
  about: AboutPanelOptionsOptions = {}
  #badge = 0
  /** macOS alone has one. */
  readonly dock = undefined
  #ready = false
  #quitting = false
  readonly #whenReady: Promise<void>

  constructor() {
    super()
    // Electron is ready no earlier than the turn after the main script has run.
    this.#whenReady = new Promise((resolve) => {
      setImmediate(() => {
        this.#ready = true
        this.emit('ready')
        resolve()
        setImmediate(() => unattended(host.call('ready')))
      })
    })
  }

  readonly commandLine = strict('app.commandLine', {
    getSwitchValue: (name: string) => (name === 'ozone-platform' ? ozonePlatform : ''),
  })

  isReady = () => this.#ready
  whenReady = () => this.#whenReady
  getVersion = () => manifest.version
  getName = () => manifest.productName ?? manifest.name
  getLocale = () => languages[0] ?? 'en-US'
  getPreferredSystemLanguages = () => languages
  isDefaultProtocolClient = isDefaultProtocolClient
  setAsDefaultProtocolClient = setAsDefaultProtocolClient
  setAppUserModelId = () => undefined
  setBadgeCount(count = 0): boolean {
    this.#badge = count
    return true
  }
  getBadgeCount = () => this.#badge
  setAboutPanelOptions = (options: AboutPanelOptionsOptions) => void (this.about = options)
  getLoginItemSettings(): never {
    throw new Error('Linux has no login items')
  }

  enableSandbox(): void {
    if (this.#ready) throw new Error('app.enableSandbox must be called before the app is ready')
  }

  getPath(name: Path): string {
    if (name === 'userData') return profile
    if (name === 'appData') return process.env['XDG_CONFIG_HOME'] || join(homedir(), '.config')
    if (name === 'logs') return join(profile, 'logs')
    if (name === 'documents') return join(profile, 'documents')
    throw new Error(`the Electron stand-in has no path for ${name}`)
  }

  /** One instance for each profile: the first holds a lock file, later ones leave it a note and hear false. */
  requestSingleInstanceLock(): boolean {
    mkdirSync(profile, { recursive: true })
    const lock = join(profile, 'stand-in.lock')
    const notes = join(profile, 'stand-in-notes')
    const owner = existsSync(lock) ? Number(readFileSync(lock, 'utf8')) : undefined
    if (owner !== undefined && isAlive(owner)) {
      writeFileSync(join(notes, `${process.pid}.json`), JSON.stringify(process.argv))
      return false
    }
    mkdirSync(notes, { recursive: true })
    writeFileSync(lock, String(process.pid))
    const watcher = watch(notes, () => this.#readNotes(notes))
    watcher.unref()
    return true
  }

  #readNotes(folder: string): void {
    // The profile was removed: the test is over.
    if (!existsSync(folder)) return
    for (const name of readdirSync(folder)) {
      const path = join(folder, name)
      const text = readFileSync(path, 'utf8')
      // The note may be seen before it is written; it is seen again then.
      if (text === '') continue
      rmSync(path)
      this.emit('second-instance', new StandInEvent(), JSON.parse(text), process.cwd(), undefined)
    }
  }

  quit(): void {
    if (this.#quitting) return
    if (!this.#emitPreventable('before-quit')) return
    this.#quitting = true
    const windows = openWindows()
    // The last window to close ends the app by itself.
    if (windows.length === 0) this.endIfNoWindows()
    // All of them, also when one refuses and the quit is off with that (browser.cc, window_list.cc).
    for (const window of windows) window.close()
  }

  exit(code = 0): void {
    process.exit(code)
  }

  /** A window refused to close: the quit is off. */
  cancelQuit(): void {
    this.#quitting = false
  }

  endIfNoWindows(): void {
    if (openWindows().length > 0) return
    if (!this.#quitting) {
      this.emit('window-all-closed')
      return
    }
    if (!this.#emitPreventable('will-quit')) {
      this.#quitting = false
      return
    }
    this.emit('quit', new StandInEvent(), 0)
    process.exit(0)
  }

  #emitPreventable(name: string): boolean {
    const event = new StandInEvent()
    this.emit(name, event)
    return !event.defaultPrevented
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

export const standInApp = new StandInApp()
export const app = strict('app', standInApp satisfies Partial<Record<keyof App, unknown>>)
