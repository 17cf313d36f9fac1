import type { DesktopOptions, DesktopOptionsChange, Network } from '../../../shared/ipc.ts'
import { parseServerAddress } from '../../../shared/server-address.ts'
import type { ConnectionTest } from '../../core/connection-test/runner.ts'
import { initialTestState, type TestSteps, type TestTarget } from '../../core/connection-test/state.ts'

import type { DesktopSettings } from '../../core/ports/desktop-settings.ts'
import type { NotificationPermission, SystemNotifications } from '../../core/ports/system-notifications.ts'
import type { SpeakerTest } from '../../core/ports/speaker-test.ts'

/** Main's part of the settings, by hand. */
export class FakeDesktopSettings implements DesktopSettings {
  readonly versions = { electron: '45.4.1', chromium: '156.0.7921.4', node: '24.9.0' }
  current: DesktopOptions = {
    server: { mode: 'embedded', network: null, reach: { state: 'this-computer' } },
    launchAtLogin: false,
    startHidden: false,
    miniWindow: true,
    globalMute: { state: 'none' },
  }
  list: readonly Network[] = [
    { name: 'eth0', address: '192.168.1.20' },
    { name: 'wlan0', address: '10.0.0.7' },
  ]
  /** waiting: no answer yet. broken: main cannot. */
  situation: 'working' | 'waiting' | 'broken' = 'working'
  readonly changes: DesktopOptionsChange[] = []
  exported: 'saved' | 'cancelled' = 'saved'
  /** Keys that another program has. */
  taken = ''
  readonly #listeners = new Set<(options: DesktopOptions) => void>()

  options = (): Promise<DesktopOptions> => this.#answer(this.current)
  networks = (): Promise<readonly Network[]> => this.#answer(this.list)
  exportLog = (): Promise<'saved' | 'cancelled'> => this.#answer(this.exported)

  change = (change: DesktopOptionsChange): Promise<DesktopOptions> => {
    this.changes.push(change)
    if (this.situation === 'working') this.current = { ...this.current, ...this.#applied(change) }
    return this.#answer(this.current)
  }

  onChanged = (listener: (options: DesktopOptions) => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Something changed outside the page. */
  tell(change: Partial<DesktopOptions>): void {
    this.current = { ...this.current, ...change }
    for (const listener of this.#listeners) listener(this.current)
  }

  get listeners(): number {
    return this.#listeners.size
  }

  #answer<Value>(value: Value): Promise<Value> {
    if (this.situation === 'waiting') return new Promise(() => undefined)
    return this.situation === 'broken' ? Promise.reject(new Error('ipc-failed')) : Promise.resolve(value)
  }

  #applied({ server, globalMute, ...rest }: DesktopOptionsChange): Partial<DesktopOptions> {
    return {
      ...rest,
      ...(server ? { server: this.#server(server) } : {}),
      ...(globalMute === undefined ? {} : { globalMute: this.#globalKey(globalMute) }),
    }
  }

  #globalKey(keys: string | null): DesktopOptions['globalMute'] {
    if (keys === null) return { state: 'none' }
    return { state: keys === this.taken ? 'taken' : 'set', keys }
  }

  #server(wanted: NonNullable<DesktopOptionsChange['server']>): DesktopOptions['server'] {
    if (wanted.mode === 'embedded') {
      const found = this.list.find(({ name }) => name === wanted.network)
      const gone = wanted.network === null ? 'this-computer' : 'network-gone'
      const reach = found
        ? ({ state: 'network', address: `http://${found.address}:8790/` } as const)
        : ({ state: gone } as const)
      return { mode: 'embedded', network: wanted.network, reach }
    }
    const { server } = this.current
    const kept = server.mode === 'address' && server.url === wanted.url && server.hasToken
    const url = parseServerAddress(wanted.url)?.signalingUrl ?? wanted.url
    return { mode: 'address', url, hasToken: wanted.token === undefined ? kept : wanted.token !== null }
  }
}

export class FakeNotifications implements SystemNotifications {
  current: NotificationPermission = 'granted'
  /** What the person answers when asked. */
  answer: NotificationPermission = 'granted'
  readonly shown: { readonly title: string; readonly click: () => void }[] = []

  permission = (): NotificationPermission => this.current
  ask = (): Promise<NotificationPermission> => Promise.resolve((this.current = this.answer))
  show = (title: string, onClick: () => void): (() => void) => {
    this.shown.push({ title, click: onClick })
    return () => undefined
  }
}

export class FakeSpeakerTest implements SpeakerTest {
  readonly played: (string | undefined)[] = []
  broken = false

  play = (speaker: string | undefined): Promise<void> => {
    this.played.push(speaker)
    return this.broken ? Promise.reject(new Error('no such speaker')) : Promise.resolve()
  }
}

/** Shows what it is given, as soon as it is run. */
export class FakeConnectionTest implements ConnectionTest {
  readonly targets: TestTarget[] = []
  steps: TestSteps = initialTestState.steps
  running = 0

  run = (target: TestTarget, listener: (steps: TestSteps) => void): (() => void) => {
    this.targets.push(target)
    this.running++
    listener(this.steps)
    return () => this.running--
  }
}
