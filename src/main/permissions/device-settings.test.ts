import type { NativeTheme, SystemPreferences } from 'electron'
import { beforeEach, describe, expect, it, vi, type Mock } from 'vitest'
import { openSettings } from '../settings/settings-store.ts'
import { createFakeLog } from '../testing/fake-log.ts'
import { createFakeSettingsFile } from '../testing/fake-settings-file.ts'
import { openDeviceSettings } from './device-settings.ts'
import { systemAllowsDevice } from './media-access.ts'
import { platformOf } from '../app/platform.ts'
import { followTheme, windowBackground } from '../windows/theme.ts'

interface FakeTheme {
  themeSource: NativeTheme['themeSource']
  shouldUseDarkColors: boolean
}
const { preferences, theme } = vi.hoisted<{
  preferences: {
    askForMediaAccess: Mock<SystemPreferences['askForMediaAccess']>
  }
  theme: FakeTheme
}>(() => ({
  preferences: {
    askForMediaAccess: vi.fn<SystemPreferences['askForMediaAccess']>(),
  },
  theme: { themeSource: 'system', shouldUseDarkColors: false },
}))
vi.mock('electron', () => ({
  systemPreferences: preferences satisfies Partial<SystemPreferences>,
  nativeTheme: theme satisfies Partial<NativeTheme>,
}))

beforeEach(() => {
  preferences.askForMediaAccess.mockReset()
})

describe('the system’s permission for a device', () => {
  it('is asked for on macOS, by the name that macOS has for the device', async () => {
    preferences.askForMediaAccess.mockResolvedValueOnce(true).mockResolvedValueOnce(false)
    expect(await systemAllowsDevice('video', 'mac')).toBe(true)
    expect(await systemAllowsDevice('audio', 'mac')).toBe(false)
    expect(preferences.askForMediaAccess.mock.calls).toEqual([['camera'], ['microphone']])
  })

  it.each(['windows', 'linux'] as const)(
    'is not asked for on %s, which has no such question',
    async (platform) => {
      expect(await systemAllowsDevice('video', platform)).toBe(true)
      expect(preferences.askForMediaAccess).not.toHaveBeenCalled()
    },
  )
})

describe('the settings pane', () => {
  it.each([
    ['mac', 'screen', /Privacy_ScreenCapture$/],
    ['windows', 'camera', /^ms-settings:privacy-webcam$/],
  ] as const)('of %s for the %s is opened', async (platform, kind, pattern) => {
    const open = vi.fn<(url: string) => Promise<void>>().mockResolvedValue()
    expect(await openDeviceSettings(kind, platform, open)).toBe(true)
    expect(open.mock.calls[0]?.[0]).toMatch(pattern)
  })

  it('that does not exist is said not to', async () => {
    const open = vi.fn<(url: string) => Promise<void>>()
    expect(await openDeviceSettings('camera', 'linux', open)).toBe(false)
    expect(await openDeviceSettings('screen', 'windows', open)).toBe(false)
    expect(open).not.toHaveBeenCalled()
  })
})

describe('the theme', () => {
  it('follows the preference', async () => {
    const settings = await openSettings({
      file: createFakeSettingsFile(),
      log: createFakeLog(),
      now: () => new Date(0),
    })
    const dispose = followTheme(settings)
    expect(theme.themeSource).toBe('system')
    settings.update({ preferences: { ...settings.value.preferences, theme: 'dark' } })
    expect(theme.themeSource).toBe('dark')
    dispose()
    settings.update({ preferences: { ...settings.value.preferences, theme: 'light' } })
    expect(theme.themeSource).toBe('dark')
  })

  it('gives new windows the surface of the page', () => {
    const light = windowBackground()
    theme.shouldUseDarkColors = true
    expect(windowBackground()).not.toBe(light)
  })
})

it('platforms have the names of the contract', () => {
  expect((['darwin', 'win32', 'linux', 'freebsd'] as const).map(platformOf)).toEqual([
    'mac',
    'windows',
    'linux',
    'linux',
  ])
})
