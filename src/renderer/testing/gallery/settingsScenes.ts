import type { TestSteps } from '../../core/connection-test/state.ts'
import type { SettingsAt } from '../../features/settings/settingsPlace.ts'
import type { FakePorts } from './fakeApp.ts'
import { failure, inCall, lobby, mediaOn, ownName, people, recentCalls, type Scene } from './sceneParts.ts'

const ok = { status: 'ok' } as const
const waiting = { status: 'waiting' } as const

function at(settings: SettingsAt, change: Partial<Scene> = {}): () => Scene {
  return () => ({ state: { media: mediaOn(), name: ownName }, levels: { mic: 0.6 }, settings, ...change })
}

function tested(steps: TestSteps): Partial<Scene> {
  return {
    prepare: (ports) => {
      ports.connectionTest.steps = steps
    },
    click: ['test-connection'],
  }
}

function server(option: FakePorts['desktop']['current']['server']): Partial<Scene> {
  return {
    prepare: ({ desktop }) => {
      desktop.current = { ...desktop.current, server: option }
    },
  }
}

const shared = (reach: Extract<FakePorts['desktop']['current']['server'], { mode: 'embedded' }>['reach']) =>
  server({ mode: 'embedded', network: 'eth0', reach })

/** Every part of the settings, in all its states. */
export const settingsScenes: Readonly<Record<string, () => Scene>> = {
  'settings-list': at('list'),
  'settings-lobby': at('media', { state: { call: lobby(), media: mediaOn(), name: ownName } }),
  'settings-server': at('server'),
  'settings-server-loading': at('server', {
    prepare: ({ desktop }) => {
      desktop.situation = 'waiting'
    },
  }),
  'settings-server-unread': at('server', {
    prepare: ({ desktop }) => {
      desktop.situation = 'broken'
    },
  }),
  'settings-server-network': at('server', shared({ state: 'network', address: 'http://192.168.1.20:8790/' })),
  'settings-server-gone': at('server', shared({ state: 'network-gone' })),
  'settings-server-failed': at('server', shared({ state: 'failed' })),
  'settings-server-address': at(
    'server',
    server({ mode: 'address', url: 'wss://calls.example.org/ws', hasToken: true, tokenForThisRun: true }),
  ),
  'settings-server-invalid': at(
    'server',
    server({ mode: 'address', url: 'calls example org', hasToken: false }),
  ),
  'settings-server-open': at('server', server({ mode: 'address', url: 'ws://10.0.0.7/ws', hasToken: false })),
  'settings-test-running': at(
    'server',
    tested({ address: ok, server: ok, welcome: { status: 'running' }, stun: waiting, turn: waiting }),
  ),
  'settings-test-good': at(
    'server',
    tested({ address: ok, server: ok, welcome: { status: 'ok', ms: 23 }, stun: ok, turn: ok }),
  ),
  'settings-test-bad': at(
    'server',
    tested({
      address: ok,
      server: ok,
      welcome: { status: 'ok', ms: 23 },
      stun: { status: 'absent' },
      turn: { status: 'failed', problem: 'turn-silent' },
    }),
  ),
  'settings-test-refused': at(
    'server',
    tested({
      address: ok,
      server: ok,
      welcome: { status: 'failed', problem: 'unauthorized' },
      stun: waiting,
      turn: waiting,
    }),
  ),
  'settings-devices': at('devices'),
  'settings-devices-denied': at('devices', {
    state: { media: { ...mediaOn(), camera: { status: 'failed', error: failure('camera-denied') } } },
  }),
  'settings-devices-no-tone': at('devices', {
    prepare: ({ speakerTest }) => {
      speakerTest.broken = true
    },
    click: ['test-speaker'],
  }),
  'settings-media': at('media'),
  'settings-sharing': at('sharing'),
  'settings-shortcuts': at('shortcuts', { preferences: { shortcuts: { 'push-to-talk': 'Space' } } }),
  'settings-shortcuts-taken': at('shortcuts', {
    prepare: ({ desktop }) => {
      desktop.current = { ...desktop.current, globalMute: { state: 'taken', keys: 'Control+Shift+M' } }
    },
  }),
  'settings-shortcuts-asked': at('shortcuts', {
    prepare: ({ desktop }) => {
      desktop.current = { ...desktop.current, globalMute: { state: 'asked', keys: 'Control+Shift+M' } }
    },
  }),
  'settings-shortcuts-unsupported': at('shortcuts', {
    prepare: ({ desktop }) => {
      desktop.current = { ...desktop.current, globalMute: { state: 'unsupported' } }
    },
  }),
  'settings-notifications': at('notifications'),
  'settings-notifications-denied': at('notifications', {
    prepare: ({ notifications }) => {
      notifications.current = 'denied'
    },
  }),
  'settings-appearance': at('appearance'),
  'settings-windows': at('windows'),
  'settings-privacy': at('privacy', { preferences: { recentCalls: recentCalls() } }),
  'settings-about': at('about'),
  'settings-licences': at('about', { click: ['show-licences'] }),
  'settings-no-licences': at('about', {
    prepare: (ports) => {
      ports.licences = ''
    },
    click: ['show-licences'],
  }),
  'settings-web-server': at('server', { web: true }),
  'settings-web-list': at('list', { web: true }),
  'call-settings': at('list', { state: { call: inCall(people(1)), media: mediaOn(), name: ownName } }),
  'call-settings-server': at('server', {
    state: { call: inCall(people(1)), media: mediaOn(), name: ownName },
  }),
}
