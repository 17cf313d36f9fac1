import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { whyWithout } from '../../testing/setup/ensure-tools.ts'
import type { DesktopApp } from '../../testing/desktop/desktop-app.ts'
import { expect, test } from '../../testing/desktop/fixtures.ts'
import { distance, rgb } from '../../testing/desktop/colours.ts'
import { shareFirstScreen } from '../../testing/desktop/share-first-screen.ts'
import { screenPatterns } from '../../testing/media/people.ts'
import { look } from '../../testing/browser/media-assertions.ts'

const labels = async (app: DesktopApp) => (await app.tray()).items.map(({ label }) => label)

test('the tray menu follows the call and drives it', async ({ start }) => {
  const ada = await start({ person: 'ada' })
  expect(await labels(ada.app)).toContain('New call')
  await ada.app.chooseInTray('New call')
  await ada.lobby.enterAs('Ada')
  await ada.call.root.waitFor()
  await expect.poll(() => labels(ada.app)).toContain('In a call')
  expect(await labels(ada.app)).not.toContain('New call')

  await ada.app.chooseInTray('Microphone')
  await expect(ada.call.toggleMicrophone).toHaveAttribute('aria-pressed', 'false')
  await expect.poll(() => labels(ada.app)).toContain('In a call, microphone off')
  await ada.app.chooseInTray('Camera')
  await expect(ada.call.toggleCamera).toHaveAttribute('aria-pressed', 'false')
  await ada.app.chooseInTray('Hang up')
  await ada.ended.root.waitFor()
  await expect.poll(() => labels(ada.app)).toContain('Not in a call')
})

test('a code on the clipboard leads to its lobby', async ({ start }) => {
  const ada = await start({ person: 'ada' })
  await ada.app.setClipboard(' k7mq-4qxp-9tda ')
  await ada.app.chooseInTray('Join from clipboard')
  await ada.lobby.root.waitFor()
  await expect(ada.client.page.getByTestId('room-code').first()).toHaveText('K7MQ-4QXP-9TDA')
})

test('quit in the tray ends the app', async ({ start }) => {
  const ada = await start({ person: 'ada' })
  await ada.app.chooseInTray('Quit')
  expect(await ada.app.ended).toBe(0)
})

test.describe('sharing from the tray menu', () => {
  const without = whyWithout('Xvfb', 'openbox', 'display')
  test.skip(without !== undefined, without)

  test('arrives at the other side, without a picker, and stops from there', async ({
    start,
    launch,
    openScreen,
    profile,
  }) => {
    test.setTimeout(150_000)
    const screen = await openScreen()
    await screen.paint('screen-dusk')
    const window = { x: 0, y: 0, width: 600, height: 560, maximized: false }
    writeFileSync(join(profile, 'settings.json'), JSON.stringify({ version: 1, window }))
    const ada = await start({ person: 'ada', profile, display: screen.display })

    // Out of a call: the lobby opens, and the screen is shared once the call is entered.
    await shareFirstScreen(ada.app)
    await ada.lobby.enterAs('Ada')
    await expect(ada.call.toggleScreenShare).toHaveAttribute('aria-pressed', 'true')
    await expect.poll(async () => (await ada.app.tray()).tooltip).toContain('sharing')

    await ada.call.copyLink.first().click()
    await expect.poll(() => ada.app.clipboard()).toContain('/#')
    const guest = await launch({ person: 'ben' })
    await guest.page.goto(await ada.app.clipboard())
    await guest.page.getByTestId('enter-call').click()
    const received = guest.page.getByTestId('screen-video')
    await expect(received).toHaveCount(1)
    const expected = rgb(screenPatterns['screen-dusk'].quadrants[3])
    await expect
      .poll(async () => distance((await look(received)).quadrants[3] ?? [255, 255, 255], expected))
      .toBeLessThan(60)
    await guest.screenshot('desktop-shared-from-tray')

    await ada.app.chooseInTray('Stop sharing')
    await expect(received).toHaveCount(0)
    // In a call: at once.
    await shareFirstScreen(ada.app)
    await expect(received).toHaveCount(1)
  })
})
