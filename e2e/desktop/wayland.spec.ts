/** The desktop app in a Wayland session, where windows cannot float and nobody tells what became of them. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { whyWithout } from '../../testing/setup/ensure-tools.ts'
import { ask } from '../../testing/desktop/bridge.ts'
import { expect, test } from '../../testing/desktop/fixtures.ts'
import { electronToUse } from '../../testing/desktop/launch-desktop.ts'
import { panelEnv } from '../../testing/desktop/panel.ts'

const wayland = { XDG_SESSION_TYPE: 'wayland', WAYLAND_DISPLAY: 'wayland-0' }

test.skip(
  process.platform !== 'linux' || electronToUse() !== undefined,
  'Wayland is tried on Linux and in the stand-in: Electron would need a compositor',
)

test('hiding the window in a call brings no small window, and no setting offers one', async ({
  start,
  profile,
}) => {
  const ada = await start({ person: 'ada', profile, env: { ...wayland, ...panelEnv(profile, true) } })
  expect(await ask(ada.client.page, 'getDesktopOptions')).not.toHaveProperty('miniWindow', true)
  await ada.home.newCall.click()
  await ada.lobby.enterAs('Ada')
  await ada.call.root.waitFor()
  await ada.app.closeWindow()
  await expect.poll(() => ada.app.windows()).toMatchObject([{ visible: false }])
  // Whatever the page was told before this question, it has acted upon.
  await expect(ada.call.toggleMicrophone).toHaveAttribute('aria-pressed', 'true')
  expect(await ada.app.windows()).toHaveLength(1)
  await ada.app.chooseInTray('Show window')
  await expect.poll(() => ada.app.windows()).toMatchObject([{ visible: true }])
})

test('while sharing there is no bar; the main window and the tray both stop it', async ({
  start,
  openScreen,
  profile,
}) => {
  const without = whyWithout('Xvfb', 'openbox', 'display')
  test.skip(without !== undefined, without)
  const screen = await openScreen()
  const ada = await start({ person: 'ada', profile, display: screen.display, env: wayland })
  await ada.home.newCall.click()
  await ada.lobby.enterAs('Ada')
  for (const stop of [() => ada.call.toggleScreenShare.click(), () => ada.app.chooseInTray('Stop sharing')]) {
    await ada.call.toggleScreenShare.click()
    await expect(ada.call.toggleScreenShare).toHaveAttribute('aria-pressed', 'true')
    await expect.poll(async () => (await ada.app.tray()).tooltip).toContain('sharing')
    expect(await ada.app.windows()).toHaveLength(1)
    await stop()
    await expect(ada.call.toggleScreenShare).toHaveAttribute('aria-pressed', 'false')
  }
})

test('a key for every program is offered, says what is not known, and is obeyed while it is set', async ({
  start,
  profile,
}) => {
  const ada = await start({ person: 'ada', profile, env: wayland })
  await ada.home.newCall.click()
  await ada.lobby.enterAs('Ada')
  const microphone = ada.call.toggleMicrophone
  await expect(microphone).toHaveAttribute('aria-pressed', 'true')
  const set = (keys: string) => ask(ada.client.page, 'changeDesktopOptions', { globalMute: keys })
  expect((await set('Control+Alt+M')).globalMute).toEqual({ state: 'asked', keys: 'Control+Alt+M' })
  expect((await set('Control+Alt+N')).globalMute).toEqual({ state: 'asked', keys: 'Control+Alt+N' })
  await ada.app.pressEverywhere('Control+Alt+N')
  await expect(microphone).toHaveAttribute('aria-pressed', 'false')
  // The desktop still sends the key that was set before.
  await ada.app.pressEverywhere('Control+Alt+M')
  await ada.app.pressEverywhere('Control+Alt+N')
  await expect(microphone).toHaveAttribute('aria-pressed', 'true')
})

test('the position of the last X session is kept, and the size follows', async ({ start, profile }) => {
  const file = join(profile, 'settings.json')
  const window = { x: 40, y: 30, width: 900, height: 640, state: 'normal' }
  writeFileSync(file, JSON.stringify({ version: 2, window }))
  const ada = await start({ person: 'ada', profile, env: wayland })
  await ada.app.moveWindow({ x: 0, y: 0, width: 800, height: 600 })
  // The page of the stand-in is there a moment longer than the app and its server.
  ada.client.pageErrors.expect(/WebSocket connection to .* failed/)
  await ada.app.quit()
  expect(await ada.app.ended).toBe(0)
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
    window: { x: 40, y: 30, width: 800, height: 600 },
  })
})
