import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { whyWithout } from '../../testing/setup/ensure-tools.ts'
import { expect, test, type DesktopFixtures } from '../../testing/desktop/fixtures.ts'
import type { Fixtures } from '../../testing/browser/fixtures.ts'
import { distance, rgb } from '../../testing/desktop/colours.ts'
import { accessibilityViolations } from '../../testing/browser/accessibility-violations.ts'
import { shareFirstScreen } from '../../testing/desktop/share-first-screen.ts'
import { screenPatterns } from '../../testing/media/people.ts'
import { screenshotFolder } from '../../testing/paths.ts'
import { expectMovingPictureOf, look } from '../../testing/browser/media-assertions.ts'

const without = whyWithout('Xvfb', 'openbox', 'display')
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
  await picker.getByText('Entire screen').waitFor()
  // The app's own windows are not offered.
  await expect(picker.locator('input[name="source"]')).toHaveCount(1)
  await ada.client.screenshot('share-picker')
  expect(await accessibilityViolations(ada.client.page)).toEqual([])
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
  // The picker opens before its sources are listed.
  await picker.getByText('Entire screen').waitFor()
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
  await shareFirstScreen(ada.app)
  await expect(received).toHaveCount(1)

  const bar = await ada.app.companion('share-bar')
  await expectMovingPictureOf(bar.getByTestId('bar-video'), 'ben')
  await bar.screenshot({ path: join(screenshotFolder, 'desktop-share-bar.png') })
  const kept = {
    visible: true,
    focused: false,
    alwaysOnTop: true,
    // Electron keeps windows out of captures on Windows and macOS only.
    contentProtected: process.platform !== 'linux',
    onAllWorkspaces: process.platform !== 'win32',
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
  await shareFirstScreen(ada.app)
  await expect(received).toHaveCount(1)
  // Once the bar is there: while it opens, the page is held, and hears no events.
  await ada.app.companion('share-bar')
  await expect.poll(() => ada.app.windows()).toHaveLength(3)
  await page.evaluate(() => (window as unknown as { closeSharedSource: () => void }).closeSharedSource())
  await expect(page.getByText('What you shared was closed').first()).toBeVisible()
  await expect(received).toHaveCount(0)
  await expect.poll(() => ada.app.windows()).toHaveLength(1)
})

const upper = { id: 1, label: 'Upper', x: 0, y: 0, width: 1280, height: 400 }
const lower = { id: 2, label: 'Lower', x: 0, y: 400, width: 1280, height: 400 }
const { quadrants } = screenPatterns['screen-dusk']
/** What is at the right of each, where no window stands. */
const colours = { upper: rgb(quadrants[1]), lower: rgb(quadrants[3]) }

test('another screen chosen in the tray while sharing is what the other side sees; the next share asks again', async ({
  start,
  launch,
  openScreen,
  profile,
}) => {
  test.setTimeout(150_000)
  const { ada, picker, received } = await meetOnScreen({ start, launch, openScreen, profile })
  test.skip(ada.app.kind === 'electron', 'there is one screen to capture, whatever displays are plugged in')
  const expectColour = (colour: readonly [number, number, number]) =>
    expect
      .poll(async () => distance((await look(received)).quadrants[3] ?? [255, 255, 255], colour))
      .toBeLessThan(60)
  const frame = async () =>
    (await ada.app.windows()).find(({ url }) => url.endsWith('/share-frame.html'))?.bounds
  const boundsOf = ({ x, y, width, height }: typeof upper) => ({ x, y, width, height })

  await ada.app.plugDisplays([upper, lower])
  await ada.app.chooseInTray('Share screen', 'Upper')
  await expect(received).toHaveCount(1)
  await expectColour(colours.upper)
  await expect.poll(frame).toEqual(boundsOf(upper))

  await ada.app.chooseInTray('Share screen', 'Lower')
  await expectColour(colours.lower)
  await expect.poll(frame).toEqual(boundsOf(lower))
  await expect(ada.call.toggleScreenShare).toHaveAttribute('aria-pressed', 'true')

  await ada.app.chooseInTray('Stop sharing')
  await expect(received).toHaveCount(0)
  await ada.call.toggleScreenShare.click()
  await expect(picker.getByText('Screen 2')).toBeVisible()
  await expect(received).toHaveCount(0)

  // While the picker is open, the tray's choice takes its place, and nothing is left of either afterwards.
  await ada.app.chooseInTray('Share screen', 'Upper')
  await expect(picker).toHaveCount(0)
  await expectColour(colours.upper)
  await ada.app.chooseInTray('Stop sharing')
  await expect(received).toHaveCount(0)
  await ada.call.toggleScreenShare.click()
  await expect(picker.getByText('Screen 2')).toBeVisible()
  await picker.getByRole('button', { name: 'Cancel' }).last().click()
})

test('the picker opens at once though a window yields no picture', async ({
  start,
  launch,
  openScreen,
  profile,
}) => {
  test.setTimeout(120_000)
  const { ada, picker } = await meetOnScreen({ start, launch, openScreen, profile })
  test.skip(
    ada.app.kind === 'electron' && process.platform === 'linux',
    'every window can be captured on Linux',
  )
  await ada.app.showUncapturableWindow()
  await ada.call.toggleScreenShare.click()
  await expect(picker.getByRole('status')).toContainText('Looking for screens and windows')
  await ada.client.screenshot('share-picker-listing')
  await expect(picker.getByText('Entire screen')).toBeVisible()
  await expect(picker.getByRole('status')).toHaveCount(0)
  await picker.getByRole('button', { name: 'Cancel' }).last().click()
})

test('a capture that fails is told; a cancelled choice, which looks the same to the page, is not', async ({
  start,
  launch,
  openScreen,
  profile,
}) => {
  test.setTimeout(120_000)
  const { ada, picker } = await meetOnScreen({ start, launch, openScreen, profile })
  const { page } = ada.client
  const message = page.getByTestId('error-message')
  await ada.call.toggleScreenShare.click()
  await picker.getByRole('button', { name: 'Cancel' }).last().click()
  await expect(picker).toHaveCount(0)
  await expect(ada.call.toggleScreenShare).toHaveAttribute('aria-pressed', 'false')
  await expect(message).toHaveCount(0)

  await page.evaluate(() => {
    const devices = navigator.mediaDevices
    const ask = devices.getDisplayMedia.bind(devices)
    devices.getDisplayMedia = async (options) => {
      const stream = await ask(options)
      for (const track of stream.getTracks()) track.stop()
      throw new DOMException('Error starting screen capture', 'AbortError')
    }
  })
  await shareFirstScreen(ada.app)
  await expect(message).toHaveAttribute('data-code', 'screen-failed')
  // What never was shared has no frame.
  expect(await ada.app.windows()).toHaveLength(1)
})

test('quitting while sharing asks first; whoever stays still has the frame and the bar', async ({
  start,
  launch,
  openScreen,
  profile,
}) => {
  test.setTimeout(120_000)
  const { ada, guest, received } = await meetOnScreen({ start, launch, openScreen, profile })
  await shareFirstScreen(ada.app)
  await expect(received).toHaveCount(1)
  const bar = await ada.app.companion('share-bar')
  await expect.poll(() => ada.app.windows()).toHaveLength(3)

  await ada.app.quit()
  const question = await ada.app.nextQuestion()
  expect(await ada.app.windows()).toHaveLength(3)
  question.answer('Stay in the call')
  await expectMovingPictureOf(bar.getByTestId('bar-video'), 'ben')
  expect(await ada.app.windows()).toHaveLength(3)
  await expect(received).toHaveCount(1)

  guest.pageErrors.expect(/WebSocket connection to .* failed/)
  await ada.app.quit()
  ;(await ada.app.nextQuestion()).answer('Hang up and close')
  expect(await ada.app.ended).toBe(0)
  await expect(received).toHaveCount(0)
})
