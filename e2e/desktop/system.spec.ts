import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DesktopOptionsChange, DesktopOptions } from '../../src/shared/ipc.ts'
import { ask, hear } from '../../testing/desktop/bridge.ts'
import { expect, test, type DesktopUser } from '../../testing/desktop/fixtures.ts'
import type { TrayView } from '../../testing/electron-stand-in/wire.ts'
import { panelEnv } from '../../testing/desktop/panel.ts'
import { expectToSeeAndHear } from '../../testing/browser/media-assertions.ts'

const onLinux = process.platform === 'linux'

/** As the settings screen does. */
const change = ({ client }: DesktopUser, what: DesktopOptionsChange): Promise<DesktopOptions> =>
  ask(client.page, 'changeDesktopOptions', what)

test('a key turns the microphone off and on from anywhere, unless another program has it', async ({
  start,
  profile,
}) => {
  const ada = await start({ person: 'ada', profile })
  await ada.home.newCall.click()
  await ada.lobby.enterAs('Ada')
  await expect(ada.call.toggleMicrophone).toHaveAttribute('aria-pressed', 'true')
  expect((await ada.app.system()).globalKeys).toEqual([])

  const keys = 'Control+Alt+M'
  expect((await change(ada, { globalMute: keys })).globalMute).toEqual({ state: 'set', keys })
  await ada.app.pressEverywhere(keys)
  await expect(ada.call.toggleMicrophone).toHaveAttribute('aria-pressed', 'false')

  await ada.app.takeKeys('Control+Alt+N')
  expect((await change(ada, { globalMute: 'Control+Alt+N' })).globalMute).toEqual({
    state: 'taken',
    keys: 'Control+Alt+N',
  })
  expect((await ada.app.system()).globalKeys).toEqual([])

  await change(ada, { globalMute: keys })
  await ada.app.quit()
  ;(await ada.app.nextQuestion()).answer('Hang up and close')
  await ada.app.ended
  const again = await start({ person: 'ada', profile })
  expect((await again.app.system()).globalKeys).toEqual([keys])
})

test('the badge counts who joined while nobody looked', async ({ start, launch }) => {
  const ada = await start({ person: 'ada' })
  await ada.home.newCall.click()
  await ada.lobby.enterAs('Ada')
  await ada.call.copyLink.first().click()
  await expect.poll(() => ada.app.clipboard()).toContain('/#')
  // Chromium without a screen takes every page for focused.
  await ada.client.page.evaluate(() => (document.hasFocus = () => false))
  const guest = await launch({ person: 'ben' })
  await guest.page.goto(await ada.app.clipboard())
  await guest.page.getByTestId('enter-call').click()
  await expectToSeeAndHear(ada, ['ben'])
  await expect.poll(async () => (await ada.app.system()).badge).toBe(1)
  await ada.client.page.evaluate(() => window.dispatchEvent(new Event('focus')))
  await expect.poll(async () => (await ada.app.system()).badge).toBe(0)
})

test('where there is a tray, closing the window in a call hides it and says so once', async ({
  start,
  profile,
}) => {
  const ada = await start({ person: 'ada', profile, env: panelEnv(profile, true) })
  await ada.home.newCall.click()
  await ada.lobby.enterAs('Ada')
  await ada.call.root.waitFor()
  await ada.app.closeWindow()
  await expect.poll(() => ada.app.windows()).toMatchObject([{ visible: false }])
  const { notifications } = await ada.app.system()
  expect(notifications.map(({ title }) => title)).toEqual(['The call goes on.'])
  await ada.app.clickNotification('The call goes on.')
  await expect.poll(() => ada.app.windows()).toMatchObject([{ visible: true }])
  await ada.app.closeWindow()
  await ada.app.chooseInTray('Show window')
  await expect.poll(() => ada.app.windows()).toMatchObject([{ visible: true }])
  expect((await ada.app.system()).notifications).toHaveLength(1)
  await expect(ada.call.root).toBeVisible()
})

test.describe('a start without a window', () => {
  test('shows the tray alone, and the window when that is asked for', async ({ startHidden, profile }) => {
    const { app, user } = await startHidden({
      person: 'ada',
      profile,
      argv: ['--hidden'],
      env: panelEnv(profile, true),
    })
    await expect(async () => {
      expect((await app.tray()).items.map(({ label }) => label)).toContain('New call')
    }).toPass()
    expect(await app.windows()).toEqual([])
    await app.chooseInTray('New call')
    await (await user()).lobby.root.waitFor()
  })

  test('shows it nevertheless where there is no tray to come back by', async ({ start, profile }) => {
    test.skip(!onLinux, 'other systems always have a tray')
    const ada = await start({
      person: 'ada',
      profile,
      argv: ['--hidden'],
      env: panelEnv(profile, false),
    })
    expect(await ada.app.windows()).toMatchObject([{ visible: true }])
  })
})

test('an installed app is started at login when that is chosen, and no longer when it is not', async ({
  start,
  profile,
}) => {
  const env = { XDG_CONFIG_HOME: join(profile, 'config') }
  const ada = await start({ person: 'ada', profile, packaged: true, env })
  test.skip(ada.app.kind === 'electron', 'the Electron of the tests is not installed')
  test.skip(!onLinux, 'the list is the system’s own')
  const entry = join(profile, 'config/autostart/net.visavis.app.desktop')
  expect(await change(ada, { launchAtLogin: true, startHidden: true })).toMatchObject({
    launchAtLogin: true,
    startHidden: true,
  })
  expect(readFileSync(entry, 'utf8')).toContain(`Exec="${process.execPath}" "--hidden"`)
  expect(await change(ada, { launchAtLogin: false })).toMatchObject({ launchAtLogin: false })
  expect(existsSync(entry)).toBe(false)
})

test('settings are reached from the tray and from the app’s menu; About knows the version', async ({
  start,
}) => {
  const ada = await start({ person: 'ada' })
  const heard = await hear(ada.client.page, 'command')
  await ada.app.chooseInTray('Settings')
  await ada.app.chooseInMenu(process.platform === 'darwin' ? 'appMenu' : 'fileMenu', 'Settings')
  await expect.poll(heard).toEqual(['open-settings', 'open-settings'])
  expect((await ada.app.system()).aboutVersion).toMatch(/^\d+\.\d+\.\d+/)
})

test('on a German system the app’s menu is in German', async ({ start }) => {
  const ada = await start({ person: 'ada', locale: 'de-DE' })
  test.skip(
    ada.app.kind === 'electron' && !onLinux,
    'the language of the system can be set for one program on Linux only',
  )
  const labels = (items: TrayView['items']): string[] =>
    items.flatMap(({ label, items }) => [label, ...labels(items)])
  const shown = labels(await ada.app.menu())
  expect(shown).toEqual(expect.arrayContaining(['Bearbeiten', 'Kopieren', 'Alles auswählen']))
  expect(shown.join(' ')).not.toMatch(/\b(Edit|Copy|Undo|Window|Help|Quit|Actual Size|Full Screen)\b/)
})

test('the exported log holds what helps, and nobody’s secrets', async ({ start, profile }) => {
  const preferences = { name: 'Ada Lovelace', recentCalls: [{ code: 'K7MQ4QXP9TDA', at: 1, names: ['Ben'] }] }
  writeFileSync(join(profile, 'settings.json'), JSON.stringify({ version: 2, preferences }))
  const ada = await start({ person: 'ada', profile })
  await ada.app.openUrl('visavis://join/NOT-A-CODE?server=secret-club.example')
  await ada.app.openUrl('visavis://join/K7MQ-4QXP-9TDA')
  await ada.lobby.root.waitFor()
  const exportLog = () => ask(ada.client.page, 'exportLog')
  expect(await exportLog()).toBe('cancelled')
  const file = join(profile, 'log for you.txt')
  await ada.app.saveTo(file)
  expect(await exportLog()).toBe('saved')
  expect((await ada.app.system()).saveSuggestion).toMatch(/visavis-log-\d{4}-\d\d-\d\d\.txt$/)
  const text = readFileSync(file, 'utf8')
  for (const line of ['Visavis ', 'server: embedded, this-computer', 'started version=', 'link not readable'])
    expect(text).toContain(line)
  expect(text).not.toMatch(/K7MQ|Lovelace|Ben|secret-club/)
})

test('a window whose display is unplugged comes into view, and goes back', async ({ start }) => {
  const ada = await start({ person: 'ada' })
  const first = { id: 1, label: 'Left', x: 0, y: 0, width: 1280, height: 800 }
  const second = { id: 2, label: 'Right', x: 1280, y: 0, width: 1280, height: 800 }
  const there = { x: 1400, y: 60, width: 900, height: 600 }
  const bounds = async () => (await ada.app.windows())[0]?.bounds
  await ada.app.plugDisplays([first, second])
  await ada.app.moveWindow(there)
  await ada.app.plugDisplays([first])
  await expect.poll(bounds).toEqual({ x: 190, y: 100, width: 900, height: 600 })
  await ada.app.plugDisplays([first, second])
  await expect.poll(bounds).toEqual(there)
})
