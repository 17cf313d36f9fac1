import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { whyWithout } from '../../scripts/ensure-tools.ts'
import { expect, test, type DesktopFixtures } from '../support/desktop/fixtures.ts'
import type { Fixtures } from '../support/fixtures.ts'
import { distance, rgb } from '../support/desktop/colours.ts'
import { barriers } from '../support/barriers.ts'
import { screenPatterns } from '../support/media/people.ts'
import { screenshotFolder } from '../support/paths.ts'
import { expectMovingPictureOf, look } from '../support/senses.ts'

const without = whyWithout('Xvfb', 'display')
test.skip(without !== undefined, without)

/** Ada's app on a painted screen, in a call with a guest in a browser. */
async function meetOnScreen({
  start,
  launch,
  openScreen,
  profile,
}: Pick<Fixtures, 'launch' | 'openScreen'> & Pick<DesktopFixtures, 'start' | 'profile'>) {
  const screen = await openScreen()
  await screen.paint('screen-dusk')
  // A window that leaves the right half of the screen, and the pattern there, to be seen.
  const window = { x: 0, y: 0, width: 600, height: 560, maximized: false }
  writeFileSync(join(profile, 'settings.json'), JSON.stringify({ version: 1, window }))
  const ada = await start({ person: 'ada', profile, display: screen.display })
  await ada.home.newCall.click()
  await ada.lobby.enterAs('Ada')
  await ada.call.copyLink.click()
  await expect.poll(() => ada.app.clipboard()).toContain('/#')
  const guest = await launch({ person: 'ben' })
  await guest.page.goto(await ada.app.clipboard())
  await guest.page.getByTestId('enter-call').click()
  await expect.poll(() => ada.call.connectionStates()).toEqual(['connected'])
  const picker = ada.client.page.getByRole('dialog')
  const received = guest.page.getByTestId('screen-video')
  const expected = rgb(screenPatterns['screen-dusk'].quadrants[3])
  const expectRightPicture = () =>
    expect
      .poll(async () => distance((await look(received)).quadrants[3] ?? [255, 255, 255], expected))
      .toBeLessThan(60)
  return { ada, guest, picker, received, expectRightPicture }
}

test('a screen picked in the app arrives at the other side; a cancelled choice shares nothing', async ({
  start,
  launch,
  openScreen,
  profile,
}) => {
  test.setTimeout(120_000)
  const { ada, picker, received, expectRightPicture } = await meetOnScreen({
    start,
    launch,
    openScreen,
    profile,
  })
  await ada.call.toggleScreenShare.click()
  await picker.waitFor()
  await ada.client.screenshot('share-picker')
  expect(await barriers(ada.client.page)).toEqual([])
  await picker.getByRole('button', { name: 'Cancel' }).last().click()
  await expect(picker).toHaveCount(0)
  await expect(ada.call.toggleScreenShare).toHaveAttribute('aria-pressed', 'false')

  await ada.call.toggleScreenShare.click()
  await picker.getByText('Entire screen').click()
  await picker.getByRole('button', { name: 'Share' }).click()
  await expect(ada.call.toggleScreenShare).toHaveAttribute('aria-pressed', 'true')
  await expect(received).toHaveCount(1)
  await expectRightPicture()
})

test('the picker is used by keyboard alone: search, arrows, Enter, Escape; the size is what was chosen', async ({
  start,
  launch,
  openScreen,
  profile,
}) => {
  test.setTimeout(120_000)
  const { ada, picker, received } = await meetOnScreen({ start, launch, openScreen, profile })
  const { keyboard } = ada.client.page
  const search = picker.getByTestId('picker-search')
  const share = ada.call.toggleScreenShare

  await share.focus()
  await keyboard.press('Enter')
  await expect(search).toBeFocused()
  await keyboard.type('nothing like it')
  await expect(picker.getByRole('status')).toContainText('nothing like it')
  await expect(picker.getByRole('button', { name: 'Share' })).toBeDisabled()
  await ada.client.screenshot('share-picker-no-match')
  await keyboard.press('Escape')
  await expect(picker).toHaveCount(0)
  await expect(share).toHaveAttribute('aria-pressed', 'false')
  await expect(share).toBeFocused()

  await keyboard.press('s')
  await expect(search).toBeFocused()
  await keyboard.type('SCREEN')
  await keyboard.press('ArrowDown')
  await expect(picker.getByRole('radio', { name: 'Entire screen' })).toBeFocused()
  await picker.getByLabel('Largest size').selectOption('720p')
  await picker.getByRole('radio', { name: 'Entire screen' }).focus()
  await keyboard.press('Enter')
  await expect(share).toHaveAttribute('aria-pressed', 'true')
  // The screen has 800 lines.
  await expect.poll(async () => (await look(received)).height).toBe(720)

  const page = ada.client.page
  const motion = page.getByRole('radio', { name: 'Motion' })
  await page.getByRole('radio', { name: 'Text' }).focus()
  await keyboard.press('ArrowRight')
  await expect(motion).toBeChecked()
  await expect(share).toHaveAttribute('aria-pressed', 'true')
  await ada.client.screenshot('sharing-motion')
})

test('while a screen is shared, a frame stands round it and a bar shows the others; both go with it', async ({
  start,
  launch,
  openScreen,
  profile,
}) => {
  test.setTimeout(120_000)
  const { ada, guest, received } = await meetOnScreen({ start, launch, openScreen, profile })
  await ada.app.chooseInTray('Share screen', 'Xvfb')
  await expect(received).toHaveCount(1)

  const bar = await ada.app.companion('share-bar')
  await expectMovingPictureOf(bar.getByTestId('bar-video'), 'ben')
  await bar.screenshot({ path: join(screenshotFolder, 'desktop-share-bar.png') })
  const kept = {
    visible: true,
    focused: false,
    alwaysOnTop: true,
    contentProtected: true,
    onAllWorkspaces: true,
  }
  const windows = await ada.app.windows()
  expect(windows.find(({ url }) => url.endsWith('/share-frame.html'))).toMatchObject({
    ...kept,
    bounds: { x: 0, y: 0, width: 1280, height: 800 },
    ignoresMouse: true,
  })
  expect(windows.find(({ url }) => url.endsWith('/companion.html'))).toMatchObject({
    ...kept,
    ignoresMouse: false,
  })

  await bar.getByTestId('toggle-microphone').click()
  await expect(ada.call.toggleMicrophone).toHaveAttribute('aria-pressed', 'false')
  await bar.getByTestId('stop-sharing').focus()
  const closed = bar.waitForEvent('close')
  await bar.keyboard.press('Enter').catch((error: unknown) => {
    // The window may be gone before the key is up.
    if (!bar.isClosed()) throw error
  })
  await closed
  await expect(received).toHaveCount(0)
  await expect.poll(() => ada.app.windows()).toHaveLength(1)
  await expect(guest.page.getByTestId('remote-video')).toHaveCount(1)
})

test('a source that closes ends the share, and the person is told', async ({
  start,
  launch,
  openScreen,
  profile,
}) => {
  test.setTimeout(120_000)
  const { ada, received } = await meetOnScreen({ start, launch, openScreen, profile })
  const { page } = ada.client
  await page.evaluate(() => {
    const devices = navigator.mediaDevices
    const ask = devices.getDisplayMedia.bind(devices)
    devices.getDisplayMedia = async (options) => {
      const stream = await ask(options)
      const [track] = stream.getVideoTracks()
      // What the browser does when the shared window is closed, which no page can bring about.
      Object.assign(window, {
        closeSharedSource: () => {
          track?.stop()
          track?.dispatchEvent(new Event('ended'))
        },
      })
      return stream
    }
  })
  await ada.app.chooseInTray('Share screen', 'Xvfb')
  await expect(received).toHaveCount(1)
  // Once the bar is there: while it opens, the page is held, and hears no events.
  await ada.app.companion('share-bar')
  await expect.poll(() => ada.app.windows()).toHaveLength(3)
  await page.evaluate(() => (window as unknown as { closeSharedSource: () => void }).closeSharedSource())
  await expect(page.getByText('What you shared was closed').first()).toBeVisible()
  await expect(received).toHaveCount(0)
  await expect.poll(() => ada.app.windows()).toHaveLength(1)
})
