import type {
  ShellNotice,
  DesktopBridge,
  DesktopOptions,
  Events,
  ScreenAnswer,
  ScreenSource,
  ServerInfo,
} from '../../shared/ipc.ts'
import { parsePreferences, type Preferences } from '../../shared/preferences.ts'
import { parseRoomCode } from '../../shared/room-code.ts'

/** What the preload exposes, with the main process played by hand. */
export class FakeDesktop {
  readonly server: ServerInfo = {
    signalingUrl: 'ws://127.0.0.1:4455/ws',
    inviteBase: 'http://127.0.0.1:4455/',
  }
  /** What the settings file holds. */
  preferences: Preferences = parsePreferences({})
  options: DesktopOptions = {
    server: { mode: 'embedded', network: null, reach: { state: 'this-computer' } },
    launchAtLogin: false,
    startHidden: false,
    miniWindow: true,
    globalMute: { state: 'none' },
  }
  /** Every request, as its name and what came with it. */
  readonly requests: (readonly [name: string, input?: unknown])[] = []
  /** Requests that main cannot fulfil. */
  readonly broken = new Set<string>()
  clipboard = ''
  /** The share that the page was told of is not wanted any more. */
  expiredShare = false
  /** How main says that it answered getDisplayMedia. */
  screenAnswer: ScreenAnswer = 'given'
  /** The link it was opened by, told when the page is ready. */
  openedBy = ''
  readonly #listeners = new Map<keyof Events, Set<(payload: never) => void>>()

  get listeners(): number {
    return [...this.#listeners.values()].reduce((sum, set) => sum + set.size, 0)
  }

  emit<Name extends keyof Events>(name: Name, payload: Events[Name]): void {
    for (const listener of [...(this.#listeners.get(name) ?? [])]) {
      ;(listener as (payload: Events[Name]) => void)(payload)
    }
  }

  /** Somebody follows a link to the app. */
  follow(code: string): void {
    const parsed = parseRoomCode(code)
    if (parsed.ok) this.emit('openRoom', parsed.code)
    else this.emit('notice', { type: 'link-invalid' } satisfies ShellNotice)
  }

  readonly bridge: DesktopBridge = {
    getEnvironment: () =>
      this.#answer('getEnvironment', {
        version: '1.2.3',
        platform: 'linux',
        locale: 'en-GB',
        canShareSound: false,
        versions: { electron: '45.0.0', chromium: '156.0', node: '24.0.0' },
      }),
    getServer: () => this.#answer('getServer', this.server),
    getPreferences: () => this.#answer('getPreferences', this.preferences),
    setPreferences: (value) => {
      this.preferences = value
      return this.#answer('setPreferences', undefined, value)
    },
    getDesktopOptions: () => this.#answer('getDesktopOptions', this.options),
    changeDesktopOptions: (change) => {
      const { startHidden = this.options.startHidden, miniWindow = this.options.miniWindow } = change
      this.options = { ...this.options, startHidden, miniWindow }
      return this.#answer('changeDesktopOptions', this.options, change)
    },
    listNetworks: () => this.#answer('listNetworks', []),
    exportLog: () => this.#answer('exportLog', 'saved'),
    copyText: (text) => {
      this.clipboard = text
      return this.#answer('copyText', undefined, text)
    },
    openLink: (link) => this.#answer('openLink', undefined, link),
    listScreenSources: () => this.#answer('listScreenSources', [] as readonly ScreenSource[]),
    beginScreenRequest: (shareRequest) =>
      this.#answer('beginScreenRequest', this.expiredShare ? null : 7, shareRequest),
    endScreenRequest: (result) => this.#answer('endScreenRequest', this.screenAnswer, result),
    chooseScreenSource: (choice) => this.#answer('chooseScreenSource', undefined, choice),
    openDeviceSettings: (kind) => this.#answer('openDeviceSettings', true, kind),
    reportCall: (summary) => this.#answer('reportCall', undefined, summary),
    reportUnread: (count) => this.#answer('reportUnread', undefined, count),
    showWindow: () => this.#answer('showWindow', undefined),
    ready: () => {
      if (this.openedBy !== '') this.follow(this.openedBy)
      return this.#answer('ready', undefined)
    },
    onServerChanged: (listener) => this.#listen('serverChanged', listener),
    onDesktopOptionsChanged: (listener) => this.#listen('desktopOptionsChanged', listener),
    onOpenRoom: (listener) => this.#listen('openRoom', listener),
    onScreenRequested: (listener) => this.#listen('screenRequested', listener),
    onShareRequested: (listener) => this.#listen('shareRequested', listener),
    onCompanion: (listener) => this.#listen('companion', listener),
    onCommand: (listener) => this.#listen('command', listener),
    onPower: (listener) => this.#listen('power', listener),
    onNotice: (listener) => this.#listen('notice', listener),
  }

  #answer<Output>(name: string, output: Output, input?: unknown): Promise<Output> {
    this.requests.push(input === undefined ? [name] : [name, input])
    return this.broken.has(name) ? Promise.reject(new Error('ipc-failed')) : Promise.resolve(output)
  }

  #listen<Name extends keyof Events>(name: Name, listener: (payload: Events[Name]) => void): () => void {
    const listeners = this.#listeners.get(name) ?? new Set()
    this.#listeners.set(name, listeners.add(listener))
    return () => {
      listeners.delete(listener)
    }
  }
}
