import { describe, expect, it } from 'vitest'
import type { DesktopOptions, Environment } from '../../shared/ipc.ts'
import { createRoomCode, formatRoomCode } from '../../shared/room-code.ts'
import { defaultSettings } from '../../shared/settings.ts'
import { anonymous, bugReport } from './report.ts'

const code = createRoomCode((length) => new Uint8Array(length).fill(7))

const environment: Environment = {
  version: '1.2.3',
  platform: 'linux',
  locale: 'de-AT',
  canShareSound: false,
  versions: { electron: '45.4.1', chromium: '156.0', node: '24.1' },
}
const options: DesktopOptions = {
  server: { mode: 'address', url: 'wss://secret-club.example/ws', hasToken: true },
  launchAtLogin: true,
  startHidden: false,
  miniWindow: true,
  globalMute: { state: 'set', keys: 'Control+Alt+M' },
}
const settings = {
  ...defaultSettings,
  server: { mode: 'address' as const, url: 'wss://secret-club.example/ws', sealedToken: 'c2VzYW1l' },
  preferences: {
    ...defaultSettings.preferences,
    name: 'Ada Lovelace',
    microphoneId: 'device-of-ada',
    recentCalls: [{ code, at: 1, names: ['Charles Babbage'] }],
  },
}

describe('a bug report', () => {
  const log = [
    `2026-11-21T13:29:59.123Z info joined ${formatRoomCode(code)} through wss://secret-club.example/ws`,
    `2026-11-21T13:30:00.000Z warn link visavis://join/${code}?server=192.168.7.31`,
    'error ECONNREFUSED 192.168.7.31:8790, fe80::1c2b:3aff:fe4d:5e6f, 2001:db8:1:2:3:4:5:6',
    'error ENOENT /home/lovelace/.config/visavis/settings.json at 12:30:05',
    'info embedded server at ws://127.0.0.1:8790/ws and [::1]',
  ].join('\n')
  const text = bugReport({
    environment,
    systemVersion: '6.1',
    settings,
    options,
    log,
    home: '/home/lovelace',
    now: new Date(0),
  })

  it.each([
    'Ada',
    'Lovelace',
    'lovelace',
    'Babbage',
    'secret-club',
    'c2VzYW1l',
    'device-of-ada',
    '192.168.7.31',
    'fe80',
    '2001:db8',
    code,
    formatRoomCode(code),
  ])('does not hold %s', (secret) => {
    expect(text).not.toContain(secret)
  })

  it.each([
    'Visavis 1.2.3, 1970-01-01T00:00:00.000Z',
    'linux 6.1, de-AT',
    'Electron 45.4.1, Chromium 156.0, Node 24.1',
    '  server: another address',
    '  access token: true',
    '  chosen devices: 1',
    '2026-11-21T13:29:59.123Z info joined [code] through wss://[host]/ws',
    'ENOENT ~/.config/visavis/settings.json at 12:30:05',
    'ECONNREFUSED [address]:8790, [address], [address]',
    'ws://127.0.0.1:8790/ws and [::1]',
  ])('holds %s', (line) => {
    expect(text).toContain(line)
  })

  it('leaves a text alone that says nothing of anybody', () => {
    const plain = '2026-11-21T12:00:00.000Z info started version=0.1.0 electron=45.4.1\nerror C++ std::map'
    expect(anonymous(plain, '')).toBe(plain)
  })
})
