import { expect, test } from '../testing/browser/fixtures.ts'
import {
  expectMovingPictureOf,
  expectToSeeAndHear,
  expectSteady,
  videoOf,
  watchDuring,
} from '../testing/browser/media-assertions.ts'

test('settings open from every screen, change at once, and are there again after a reload', async ({
  server,
  openUser,
}) => {
  const ada = await openUser({ person: 'ada' })
  const { page } = ada.client
  const { settings } = ada
  await ada.home.open(server.url)

  await settings.button.click()
  await settings.go('appearance')
  await settings.setting('theme').selectOption('dark')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await settings.setting('language').selectOption('de')
  await expect(settings.root).toContainText('Einstellungen')
  await settings.setting('language').selectOption('en')
  await page.keyboard.press('Escape')
  await expect(settings.root).toBeHidden()
  await expect(settings.button).toBeFocused()

  await ada.home.newCall.click()
  await ada.lobby.preview.waitFor()
  const mirrored = (): Promise<string> => ada.lobby.preview.evaluate((video) => getComputedStyle(video).scale)
  expect(await mirrored()).toBe('-1 1')
  await settings.button.click()
  await settings.go('media')
  await settings.setting('mirrorSelf').click()
  expect(await mirrored()).toBe('none')
  await settings.close.click()

  await ada.lobby.enterAs('Ada')
  await ada.call.root.waitFor()
  await page.getByTestId('more').click()
  await page.getByRole('menuitem', { name: 'Settings' }).click()
  await expect(settings.root).toBeVisible()
  await expect(ada.call.root, 'the call is still there').toBeVisible()
  await ada.client.screenshot('settings-over-call')
  // Beside the call, its controls go on working.
  await ada.call.toggleMicrophone.click()
  await expect(ada.call.toggleMicrophone).toHaveAttribute('aria-pressed', 'false')
  await expect(settings.root).toBeVisible()
  await settings.close.click()
  await ada.call.hangUp.click()
  await ada.ended.root.waitFor()

  await page.goto('about:blank')
  await ada.home.open(server.url)
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await settings.open('media')
  await expect(settings.setting('mirrorSelf')).toHaveAttribute('aria-checked', 'false')
})

test('what is changed in a call reaches the open devices, and the others see no gap', async ({
  server,
  openUser,
}) => {
  const ada = await openUser({ person: 'ada' })
  // As wide as what is asked for, so that nothing of the pattern is cut off when it is asked for smaller.
  const ben = await openUser({ person: 'ben', size: '1280x720' })
  await ben.joinCall(server.url, await ada.startCall(server.url))
  await expectToSeeAndHear(ada, ['ben'])
  const { settings } = ben
  const height = (): Promise<number> =>
    ben.call.localVideo.evaluate((video) => {
      const stream = (video as HTMLVideoElement).srcObject
      return stream instanceof MediaStream ? (stream.getVideoTracks()[0]?.getSettings().height ?? 0) : 0
    })
  // Remembers what is asked of the microphone from now on, and how the track that comes of it is.
  await ben.client.page.evaluate(() => {
    const devices = navigator.mediaDevices
    const ask = devices.getUserMedia.bind(devices)
    const seen: (boolean | undefined)[] = []
    devices.getUserMedia = async (constraints) => {
      const stream = await ask(constraints)
      for (const track of stream.getAudioTracks()) seen.push(track.getSettings().noiseSuppression)
      return stream
    }
    Object.assign(globalThis, { noiseSeen: seen })
  })

  await settings.open('media')
  await ben.client.screenshot('settings-media-in-call')
  const watched = await watchDuring(await videoOf(ada, 'ben'), async () => {
    await settings.setting('noiseSuppression').click()
    const noise = (): Promise<unknown> =>
      ben.client.page.evaluate(() => (globalThis as { noiseSeen?: unknown }).noiseSeen)
    await expect.poll(noise).toEqual([false])
    await settings.setting('cameraHeight').selectOption('360')
    await expect.poll(height).toBe(360)
    await settings.go('devices')
    const cameras = settings.root.locator('[data-device="camera"]')
    const [other] = (
      await cameras.locator('option').evaluateAll((all) => all.map((one) => (one as HTMLOptionElement).value))
    ).slice(1)
    await cameras.selectOption(other ?? '')
    await expectMovingPictureOf(ada.call.remoteVideos, 'ben')
  })
  expectSteady(watched, 3000)
  await settings.close.click()
  await expectToSeeAndHear(ada, ['ben'])
})

test('keys are chosen, swapped and used; Space talks while it is held', async ({ server, openUser }) => {
  const ada = await openUser({ person: 'ada' })
  const { keyboard } = ada.client.page
  const { settings } = ada
  await ada.startCall(server.url)
  await settings.open('shortcuts')
  const record = async (action: string, key: string): Promise<void> => {
    await settings.root.locator(`[data-action="${action}"] [data-listening]`).click()
    await keyboard.press(key)
  }
  await record('microphone', 'v')
  await expect(settings.root.getByTestId('shortcut-conflict')).toContainText('Camera on or off')
  await settings.root.getByTestId('swap-keys').click()
  await record('push-to-talk', 'Space')
  await ada.client.screenshot('settings-shortcuts-changed')
  await settings.close.click()

  await keyboard.press('v')
  await expect(ada.call.toggleMicrophone).toHaveAttribute('aria-pressed', 'false')
  await keyboard.press('m')
  await expect(ada.call.toggleCamera).toHaveAttribute('aria-pressed', 'false')
  await ada.call.root.focus()
  await keyboard.down('Space')
  await expect(ada.call.toggleMicrophone).toHaveAttribute('aria-pressed', 'true')
  await keyboard.up('Space')
  await expect(ada.call.toggleMicrophone).toHaveAttribute('aria-pressed', 'false')
})

test('devices can be tried out of a call, and are closed again', async ({ server, openUser }) => {
  const ada = await openUser({ person: 'ada', instruments: ['leaks'] })
  const live = (): Promise<number> => ada.client.page.evaluate(() => visavisHoldings().liveTracks)
  await ada.home.open(server.url)
  await ada.settings.open('devices')
  await expectMovingPictureOf(ada.settings.root.getByTestId('local-video'), 'ada')
  await expect.poll(live).toBe(2)
  await ada.client.screenshot('settings-devices')
  await ada.settings.root.getByTestId('test-speaker').click()
  await expect(ada.settings.root.getByTestId('test-speaker')).toHaveAttribute('data-tone', 'silent')
  await ada.settings.close.click()
  await expect.poll(live).toBe(0)
})

test('calls through a relay only are refused where there is none', async ({ server, openUser }) => {
  const ada = await openUser({ person: 'ada' })
  await ada.home.open(server.url)
  await ada.settings.open('privacy')
  await ada.settings.setting('relayOnly').click()
  await ada.settings.close.click()
  await ada.home.newCall.click()
  await ada.lobby.enterAs('Ada')
  await expect(ada.errorWithCode('relay-missing')).toBeVisible()
  await ada.client.screenshot('lobby-relay-missing')
  await ada.settings.open('privacy')
  await ada.settings.setting('relayOnly').click()
  await ada.settings.close.click()
  await ada.lobby.enter.click()
  await ada.call.root.waitFor()
})

test('a pasted link to another server is asked about', async ({ server, openUser }) => {
  const ada = await openUser({ person: 'ada' })
  await ada.home.open(server.url)
  const link = `http://localhost:${server.port}/#K7MQ-4QXP-9TDA`
  await ada.home.joinWithCode(link)
  await expect(ada.client.page.getByTestId('go-elsewhere')).toContainText(`localhost:${server.port}`)
  await ada.client.screenshot('home-link-elsewhere')
  await expect(ada.lobby.root).toBeHidden()
  ada.client.pageErrors.expect(/left this computer: http:\/\/localhost/)
  await ada.client.page.getByTestId('go-elsewhere').click()
  await ada.lobby.root.waitFor()
  expect(new URL(ada.client.page.url()).host).toBe(`localhost:${server.port}`)
})

test('settings fit a small window: into a section and back', async ({ server, openUser }) => {
  const ada = await openUser({ person: 'ada', viewport: { width: 360, height: 480 } })
  const { settings } = ada
  await ada.home.open(server.url)
  await settings.button.click()
  await settings.section('privacy').click()
  await expect(settings.root).toHaveAttribute('data-at', 'privacy')
  await expect(settings.root.getByRole('heading', { name: 'Privacy' })).toBeFocused()
  await settings.root.getByTestId('settings-back').click()
  await expect(settings.section('privacy')).toBeFocused()
})
