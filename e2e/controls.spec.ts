import { expect, test } from '../testing/browser/fixtures.ts'
import {
  expectMovingPictureOf,
  expectSteady,
  expectSilence,
  expectToHear,
  expectToSeeAndHear,
  videoOf,
  watchDuring,
} from '../testing/browser/media-assertions.ts'

test('a muted microphone sends silence, and the tone comes back', async ({ server, openUser }) => {
  const ada = await openUser({ person: 'ada' })
  const ben = await openUser({ person: 'ben' })
  await ben.joinCall(server.url, await ada.startCall(server.url))
  await expectToSeeAndHear(ada, ['ben'])
  const benOnAdasScreen = await videoOf(ada, 'ben')

  await expect(ben.call.toggleMicrophone).toHaveAttribute('aria-pressed', 'true')
  await ben.call.toggleMicrophone.click()
  await expect(ben.call.toggleMicrophone).toHaveAttribute('aria-pressed', 'false')
  await expectSilence(benOnAdasScreen)
  await expectMovingPictureOf(benOnAdasScreen, 'ben')
  await ada.client.screenshot('call-other-muted')
  await ben.client.screenshot('call-self-muted')

  await ben.call.toggleMicrophone.click()
  await expect(ben.call.toggleMicrophone).toHaveAttribute('aria-pressed', 'true')
  await expectToHear(benOnAdasScreen, 'ben')
})

test('a camera that is off is really off, and comes back', async ({ server, openUser }) => {
  const ada = await openUser({ person: 'ada' })
  const ben = await openUser({ person: 'ben', instruments: ['leaks'] })
  await ben.joinCall(server.url, await ada.startCall(server.url))
  await expectToSeeAndHear(ada, ['ben'])
  const liveTracks = (): Promise<number> => ben.client.page.evaluate(() => visavisHoldings().liveTracks)
  const liveBefore = await liveTracks()

  await ben.call.toggleCamera.click()
  await expect(ben.call.toggleCamera).toHaveAttribute('aria-pressed', 'false')
  await expect
    .poll(liveTracks, { message: 'the camera track has ended, so its light is out' })
    .toBe(liveBefore - 1)
  await expect(ada.call.avatars).toHaveCount(1)
  await expect(ada.call.remoteVideos, 'no frozen frame shows through').toHaveCSS('opacity', '0')
  await expect(ada.call.connections).toHaveAttribute('data-state', 'connected')
  // Whoever switches off the picture is still heard.
  await expectToHear(ada.call.root, 'ben')
  await ada.client.screenshot('call-other-camera-off')
  await ben.client.screenshot('call-self-camera-off')

  await ben.call.toggleCamera.click()
  await expect(ben.call.toggleCamera).toHaveAttribute('aria-pressed', 'true')
  await expect(ada.call.avatars).toHaveCount(0)
  await expect(ada.call.remoteVideos).toHaveCSS('opacity', '1')
  await expectMovingPictureOf(ada.call.remoteVideos, 'ben')
  expect(await liveTracks()).toBe(liveBefore)
})

test('someone who enters with everything off turns it on in the call', async ({ server, openUser }) => {
  const ada = await openUser({ person: 'ada' })
  const ben = await openUser({ person: 'ben' })
  const code = await ada.startCall(server.url)
  await ben.home.open(server.url)
  await ben.home.joinWithCode(code)
  await ben.lobby.toggleCamera.click()
  await ben.lobby.toggleMicrophone.click()
  await ben.client.screenshot('lobby-everything-off')
  await ben.lobby.enterAs('Ben')
  await expectToSeeAndHear(ben, ['ada'])
  await expect(ada.call.avatars).toHaveCount(1)
  await expectSilence(ada.call.root)

  await ben.call.toggleMicrophone.click()
  await expectToHear(ada.call.root, 'ben')
  await ben.call.toggleCamera.click()
  await expectToSeeAndHear(ada, ['ben'])
})

test('the link in the clipboard leads others to the same lobby', async ({ server, openUser }) => {
  const ada = await openUser({ person: 'ada' })
  const ben = await openUser({ person: 'ben' })
  const code = await ada.startCall(server.url)
  await ada.call.copyLink.click()
  const link = (): Promise<string> => ada.client.page.evaluate(() => navigator.clipboard.readText())
  await expect.poll(link).toBe(`${server.url}#${code}`)

  const asked: string[] = []
  ben.client.page.on('request', (request) => asked.push(request.url()))
  await ben.client.page.goto(await link())
  await expect(ben.lobby.root).toBeVisible()
  expect(asked.filter((url) => url.includes(code.slice(0, 4)))).toEqual([])
  await ben.lobby.enterAs('Ben')
  await expectToSeeAndHear(ben, ['ada'])
})

test('a whole call by keyboard alone', async ({ server, openUser }) => {
  const ada = await openUser({ person: 'ada' })
  const ben = await openUser({ person: 'ben' })
  await ada.home.open(server.url)
  await ada.tabTo('new-call')
  await ada.client.page.keyboard.press('Enter')
  await ada.tabTo('display-name')
  await ada.client.page.keyboard.type('Ada')
  await ada.client.page.keyboard.press('Enter')
  await ada.call.root.waitFor()
  await ben.home.open(server.url)
  await ben.tabTo('room-code-input')
  await ben.client.page.keyboard.type(await ada.shownCode())
  await ben.client.page.keyboard.press('Enter')
  await ben.tabTo('enter-call')
  await ben.client.page.keyboard.press('Enter')
  await expectToSeeAndHear(ben, ['ada'])
  await expectToSeeAndHear(ada, ['ben'])

  const { keyboard } = ben.client.page
  await keyboard.press('m')
  await expect(ben.call.toggleMicrophone).toHaveAttribute('aria-pressed', 'false')
  await keyboard.press('v')
  await expect(ben.call.toggleCamera).toHaveAttribute('aria-pressed', 'false')
  await keyboard.press('v')
  await expect(ben.call.toggleCamera).toHaveAttribute('aria-pressed', 'true')
  await keyboard.press('?')
  await expect(ben.client.page.getByRole('dialog')).toBeVisible()
  await ben.client.screenshot('call-shortcuts')
  await keyboard.press('Escape')
  await expect(ben.client.page.getByRole('dialog')).toBeHidden()

  await ben.tabTo('hang-up')
  await ben.client.screenshot('call-focus-visible')
  await keyboard.press('Enter')
  await expect(ben.ended.root).toBeVisible()
  await expect(ada.call.connections).toHaveCount(0)
})

test('switching devices off and on again and again does not disturb the other direction', async ({
  server,
  openUser,
}) => {
  const ada = await openUser({ person: 'ada' })
  const ben = await openUser({ person: 'ben' })
  await ben.joinCall(server.url, await ada.startCall(server.url))
  await expectToSeeAndHear(ada, ['ben'])
  await expectToSeeAndHear(ben, ['ada'])
  const watched = await watchDuring(await videoOf(ben, 'ada'), async () => {
    for (let round = 0; round < 4; round++) {
      await ben.call.toggleCamera.click()
      await ben.call.toggleMicrophone.click()
      await expect(ada.call.avatars).toHaveCount(1)
      await ben.call.toggleMicrophone.click()
      await ben.call.toggleCamera.click()
      await expect(ada.call.avatars).toHaveCount(0)
    }
    await expectToSeeAndHear(ada, ['ben'])
  })
  expectSteady(watched, 1500)
})
