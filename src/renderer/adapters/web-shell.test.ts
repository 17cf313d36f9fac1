// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { parsePreferences } from '../../shared/preferences.ts'
import { parseRoomCode } from '../../shared/room-code.ts'
import { createWebShell } from './web-shell.ts'

// The contracts of Shell and PreferencesPort are asked of it in a real browser (e2e/contracts.spec.ts).

const logged: string[] = []
const logger = {
  info: () => undefined,
  warn: (event: string) => logged.push(event),
  error: (event: string) => logged.push(event),
}
const parsed = parseRoomCode('K7MQ-4QXP-9TDA')
const code = parsed.ok ? parsed.code : undefined

beforeEach(() => {
  logged.length = 0
  localStorage.clear()
  window.location.href = 'https://visavis.example/app/?from=mail#'
})

afterEach(() => {
  vi.unstubAllGlobals()
})

describe('a browser tab', () => {
  it('talks to the server it comes from', () => {
    expect(createWebShell('1', logger).server().url).toBe('wss://visavis.example/app/ws')
    window.location.href = 'http://127.0.0.1:8080/index.html'
    expect(createWebShell('1', logger).server().url).toBe('ws://127.0.0.1:8080/ws')
    window.location.href = 'http://127.0.0.1:8080/'
    expect(createWebShell('1', logger).server().url).toBe('ws://127.0.0.1:8080/ws')
  })

  it('shows the room in its address while there is one, and keeps the rest of the address', () => {
    if (!code) throw new Error('no room code')
    const shell = createWebShell('1', logger)
    shell.report({ status: 'lobby', code })
    expect(window.location.hash).toBe('#K7MQ-4QXP-9TDA')
    shell.report({ status: 'in-call', code, microphone: true, camera: true, sharing: false })
    expect(window.location.hash).toBe('#K7MQ-4QXP-9TDA')
    shell.report({ status: 'home' })
    expect(window.location.href).toBe('https://visavis.example/app/?from=mail')
  })

  it('invites to where it is, without what else is in its address', () => {
    if (!code) throw new Error('no room code')
    expect(createWebShell('1', logger).platform.inviteLink(code)).toBe(
      'https://visavis.example/app/#K7MQ-4QXP-9TDA',
    )
  })

  it('has neither a picker nor device settings of its own', () => {
    const { platform, screenPicker } = createWebShell('1', logger)
    expect([platform.kind, platform.openDeviceSettings, screenPicker]).toEqual(['web', undefined, undefined])
  })
})

describe('its memory', () => {
  it('begins anew where it holds nonsense', () => {
    for (const text of ['', '{', '[]', 'null', '{"theme":"neon"}']) {
      localStorage.setItem('visavis.preferences', text)
      expect(createWebShell('1', logger).preferences.value).toEqual(parsePreferences({}))
    }
  })

  it('can be switched off: nothing is remembered, everything else works', () => {
    const refuse = (): never => {
      throw new DOMException('no storage', 'SecurityError')
    }
    vi.stubGlobal('localStorage', { getItem: refuse, setItem: refuse })
    const { preferences } = createWebShell('1', logger)
    preferences.update({ name: 'Ada' })
    expect(preferences.value.name).toBe('Ada')
    expect(logged).toEqual(['preferences-unread', 'preferences-unsaved'])
  })
})
