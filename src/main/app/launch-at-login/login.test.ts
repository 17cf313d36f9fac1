import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { App } from 'electron'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { autostartEntry, execLine } from './autostart-entry.ts'
import type { LoginItem } from './login-item.ts'
import { startedHidden } from './started-hidden.ts'
import { createSystemLoginItem } from './system-login-item.ts'
import { createXdgLoginItem } from './xdg-login-item.ts'

let home = ''
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'visavis-home-'))
})
afterEach(() => rm(home, { recursive: true }))

/** The system's own list, as Electron shows it. */
function fakeSystem() {
  let now: { openAtLogin: boolean; args: readonly string[] } = { openAtLogin: false, args: [] }
  const app = {
    getLoginItemSettings: () => ({
      openAtLogin: now.openAtLogin && now.args.length === 0,
      executableWillLaunchAtLogin: now.openAtLogin,
      wasOpenedAtLogin: true,
    }),
    setLoginItemSettings: vi.fn(({ openAtLogin = false, args = [] }: Electron.Settings) => {
      now = { openAtLogin, args }
    }),
  }
  return app as unknown as Pick<App, 'getLoginItemSettings' | 'setLoginItemSettings'>
}

describe.each<[string, () => LoginItem]>([
  ['on macOS', () => createSystemLoginItem(fakeSystem(), 'mac')],
  ['on Windows', () => createSystemLoginItem(fakeSystem(), 'windows')],
  ['on Linux', () => createXdgLoginItem({}, home, '/opt/Visavis/visavis')],
])('launching at login %s', (_name, create) => {
  it('is off, can be put on and off, hidden or not', async () => {
    const item = create()
    expect(await item.isOn()).toBe(false)
    await item.set(false, false)
    for (const hidden of [false, true]) {
      await item.set(true, hidden)
      expect(await item.isOn()).toBe(true)
    }
    await item.set(false, true)
    expect(await item.isOn()).toBe(false)
  })
})

describe('the autostart entry', () => {
  const file = () => join(home, '.config/autostart/net.visavis.app.desktop')

  it('starts the AppImage itself, not the folder it is mounted in', async () => {
    const item = createXdgLoginItem({ APPIMAGE: '/home/a b/Visavis.AppImage' }, home, '/tmp/.mount/visavis')
    await item.set(true, true)
    expect((await readFile(file(), 'utf8')).split('\n')).toContain(
      'Exec="/home/a b/Visavis.AppImage" "--hidden"',
    )
  })

  it('is where XDG_CONFIG_HOME says', async () => {
    const config = join(home, 'elsewhere')
    await createXdgLoginItem({ XDG_CONFIG_HOME: config }, home, '/usr/bin/visavis').set(true, false)
    expect(await readFile(join(config, 'autostart/net.visavis.app.desktop'), 'utf8')).toContain(
      '[Desktop Entry]',
    )
  })

  it('counts for nothing when it starts another program, or was switched off by the desktop', async () => {
    const item = createXdgLoginItem({}, home, '/usr/bin/visavis')
    await item.set(true, false)
    const entry = await readFile(file(), 'utf8')
    await writeFile(file(), entry.replace('/usr/bin', '/old/place'))
    expect(await item.isOn()).toBe(false)
    await writeFile(file(), `${entry}Hidden=true\n`)
    expect(await item.isOn()).toBe(false)
  })

  it('writes what would mean something else in a way that it does not', () => {
    expect(execLine('/a $b/"c"/100%/`d`\\e', [])).toBe(
      String.raw`"/a \\$b/\\"c\\"/100%%/\\` + '`d' + String.raw`\\` + '`' + String.raw`\\\\e"`,
    )
    expect(autostartEntry('/usr/bin/visavis', [])).not.toContain('--hidden')
  })
})

describe('a start', () => {
  const app = { getLoginItemSettings: () => ({ wasOpenedAtLogin: true }) } as unknown as App

  it.each([
    ['windows', ['visavis', '--hidden'], false, true],
    ['linux', ['visavis', '--no-first-run', '--hidden'], false, true],
    ['linux', ['--hidden'], true, false],
    ['linux', ['visavis'], true, false],
    ['mac', ['visavis'], true, true],
    ['mac', ['visavis'], false, false],
  ] as const)('on %s with %j, set to start hidden: %s, hides: %s', (platform, argv, startHidden, hides) => {
    expect(startedHidden(app, platform, argv, startHidden)).toBe(hides)
  })
})
