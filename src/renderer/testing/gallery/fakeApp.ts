import type { AppState, CallApp, Command, Notice } from '../../core/app/app.ts'
import type { LocalMedia } from '../../core/media/view.ts'
import type { Platform } from '../../core/ports/platform.ts'
import type { ShellNotice } from '../../../shared/ipc.ts'
import type { LevelMeter } from '../../core/ports/level-meter.ts'
import type { PreferencesPort } from '../../core/ports/preferences.ts'
import type { ScreenChoice, ScreenSource } from '../../../shared/ipc.ts'
import type { ScreenOffer } from '../../../shared/ipc.ts'
import type { UiPorts } from '../../core/app/ui-ports.ts'
import {
  FakeConnectionTest,
  FakeDesktopSettings,
  FakeNotifications,
  FakeSpeakerTest,
} from './fakeSettings.ts'
import { parsePreferences, type Preferences } from '../../../shared/preferences.ts'
import { formatRoomCode } from '../../../shared/room-code.ts'

/** The same as a browser tab has them. */
export function withoutDesktop(ports: FakePorts): UiPorts {
  const { desktop: _desktop, screenPicker: _picker, platform, ...rest } = ports
  return { ...rest, platform: { ...platform, kind: 'web' } }
}

import { createFakeCompanions, type FakeCompanions } from './fakeCompanions.ts'

/** A call app that is fed by hand and remembers what it was told. For the gallery and for tests of components. */
export interface FakeCallApp extends CallApp {
  readonly commands: Command[]
  set(change: Partial<AppState>): void
  notify(notice: Notice): void
}

export const quietMedia: LocalMedia = {
  microphone: { status: 'off' },
  camera: { status: 'off' },
  screen: { status: 'off' },
  devices: { microphones: [], cameras: [], speakers: [] },
  chosen: {},
}

export function createFakeCallApp(initial: Partial<AppState> = {}): FakeCallApp {
  let state: AppState = { call: { screen: 'home' }, media: quietMedia, name: '', ...initial }
  const listeners = new Set<(state: AppState) => void>()
  const noticeListeners = new Set<(notice: Notice) => void>()
  const commands: Command[] = []
  return {
    get state() {
      return state
    },
    commands,
    subscribe: (listener) => listen(listeners, listener),
    onNotice: (listener) => listen(noticeListeners, listener),
    dispatch: (command) => void commands.push(command),
    dispose: () => listeners.clear(),
    set(change) {
      state = { ...state, ...change }
      for (const listener of listeners) listener(state)
    },
    notify(notice) {
      for (const listener of noticeListeners) listener(notice)
    },
  }
}

export interface FakePorts extends UiPorts {
  readonly companions: FakeCompanions
  readonly platform: Platform
  readonly copied: string[]
  readonly openedLinks: string[]
  readonly desktop: FakeDesktopSettings
  readonly notifications: FakeNotifications
  readonly speakerTest: FakeSpeakerTest
  readonly connectionTest: FakeConnectionTest
  /** What the list of licences says; empty: it cannot be had. */
  licences: string
  readonly chosenSources: (ScreenChoice | null)[]
  /** Levels by handle id, for those who watch from now on and those who do already. */
  setLevel(id: string, level: number): void
  message(message: ShellNotice): void
  offer(sources: readonly ScreenSource[]): void
  /** What the picker is to show, step by step. */
  pick(offer: ScreenOffer): void
  /** What the picker finds when it looks again. */
  refreshed: readonly ScreenSource[]
}

export function createFakePorts(preferences: Partial<Preferences> = {}): FakePorts {
  const copied: string[] = []
  const openedLinks: string[] = []
  const chosenSources: (ScreenChoice | null)[] = []
  const messages = new Set<(message: ShellNotice) => void>()
  let unheard: ScreenOffer | undefined
  const offers = new Set<(offer: ScreenOffer) => void>()
  const meter = createFakeLevels()
  const connectionTest = new FakeConnectionTest()
  const ports: FakePorts = {
    copied,
    openedLinks,
    desktop: new FakeDesktopSettings(),
    notifications: new FakeNotifications(),
    speakerTest: new FakeSpeakerTest(),
    connectionTest,
    loadConnectionTest: () => Promise.resolve(connectionTest),
    licences: 'vue 3\n\nThe MIT License (MIT)',
    loadLicences: () =>
      ports.licences === '' ? Promise.reject(new Error('404')) : Promise.resolve(ports.licences),
    server: () => ({ url: 'wss://visavis.example/ws' }),
    chosenSources,
    levels: meter.levels,
    setLevel: meter.setLevel,
    preferences: createFakePreferences(preferences),
    platform: {
      kind: 'desktop',
      version: '0.1.0',
      os: 'linux',
      inviteLink: (code) => `https://visavis.example/#${formatRoomCode(code)}`,
      copyText: (text) => Promise.resolve(void copied.push(text)),
      openDeviceSettings: () => undefined,
      openLink: (link) => Promise.resolve(void openedLinks.push(link)),
      onMessage: (listener) => listen(messages, listener),
    },
    screenPicker: {
      onRequest: (listener) => {
        // The picker is loaded when it is first wanted: what was offered before waits for it.
        if (unheard) listener(unheard)
        unheard = undefined
        return listen(offers, listener)
      },
      canShareSound: true,
      choose: (choice) => void chosenSources.push(choice),
      refresh: () => Promise.resolve(ports.refreshed),
    },
    refreshed: [],
    companions: createFakeCompanions(),
    message: (message) => messages.forEach((listener) => listener(message)),
    offer: (sources) => ports.pick({ status: 'listed', sources }),
    pick(offer) {
      unheard = offers.size === 0 ? offer : undefined
      for (const listener of offers) listener(offer)
    },
  }
  return ports
}

export function createFakePreferences(initial: Partial<Preferences>): PreferencesPort {
  let value = { ...parsePreferences({}), ...initial }
  const listeners = new Set<(value: Preferences) => void>()
  return {
    get value() {
      return value
    },
    update(change) {
      value = { ...value, ...change }
      for (const listener of listeners) listener(value)
    },
    subscribe: (listener) => listen(listeners, listener),
  }
}

function createFakeLevels() {
  const values = new Map<string, number>()
  const watchers = new Map<string, Set<(level: number) => void>>()
  const levels: LevelMeter = {
    watch(source, listener) {
      const set = watchers.get(source.id) ?? new Set()
      watchers.set(source.id, set)
      listener(values.get(source.id) ?? 0)
      return listen(set, listener)
    },
  }
  function setLevel(id: string, level: number): void {
    values.set(id, level)
    watchers.get(id)?.forEach((listener) => listener(level))
  }
  return { levels, setLevel }
}

function listen<T>(listeners: Set<T>, listener: T): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
