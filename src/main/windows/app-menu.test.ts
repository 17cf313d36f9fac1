import type { MenuItemConstructorOptions } from 'electron'
import { describe, expect, it, vi } from 'vitest'
import { appMenu } from './app-menu.ts'
import { stringsFor } from '../i18n/strings.ts'
import { aboutPanel } from './about-panel.ts'

/** Every item, wherever it is. */
function itemsOf(menu: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return menu.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? itemsOf(item.submenu) : [])])
}

describe('the app’s menu', () => {
  const open = vi.fn()
  const menu = (platform: 'mac' | 'windows' | 'linux', development = false) =>
    itemsOf(appMenu({ platform, words: stringsFor('de', 'en'), development, openSettings: open }))

  it.each(['mac', 'windows', 'linux'] as const)('on %s has settings, about and quit', (platform) => {
    const items = menu(platform)
    const settings = items.find(({ label }) => label === 'Einstellungen …')
    expect(settings?.accelerator).toBe('CommandOrControl+,')
    settings?.click?.({} as never, undefined, {})
    expect(open).toHaveBeenCalledTimes(1)
    open.mockClear()
    expect(items.map(({ role }) => role)).toEqual(
      expect.arrayContaining(['about', 'quit', 'togglefullscreen']),
    )
  })

  it.each(['mac', 'windows', 'linux'] as const)(
    'on %s has a label of ours for every role, because those of Electron are English',
    (platform) => {
      const labels = (language: string) =>
        itemsOf(
          appMenu({
            platform,
            words: stringsFor(language, 'en'),
            development: true,
            openSettings: open,
          }),
        ).map(({ label, role, type }) => label ?? type ?? `${role} without a label`)
      expect(labels('de')).toContain('Alles auswählen')
      expect(labels('en')).toContain('Select all')
      for (const label of labels('de')) expect(label).not.toMatch(/without a label/)
      // The same word in both languages, or none in German.
      const same = labels('de').filter((label) => label !== 'separator' && labels('en').includes(label))
      expect(same).toEqual(platform === 'mac' ? ['Visavis'] : [])
    },
  )

  it('has nothing that would end a call by a slip, and developer tools only in development', () => {
    const roles = menu('mac').map(({ role }) => role)
    expect(roles).not.toContain('reload')
    expect(roles).not.toContain('forceReload')
    expect(roles).not.toContain('toggleDevTools')
    expect(menu('linux', true).map(({ role }) => role)).toContain('toggleDevTools')
  })
})

it('About names the versions of what it is built on', () => {
  const versions = { electron: '45.4.1', chromium: '156.0', node: '24.1' }
  const environment = {
    version: '1.2.3',
    platform: 'mac',
    locale: 'de',
    canShareSound: true,
    versions,
  } as const
  expect(aboutPanel(environment)).toMatchObject({
    applicationVersion: '1.2.3',
    credits: 'Electron 45.4.1, Chromium 156.0, Node 24.1',
  })
})
