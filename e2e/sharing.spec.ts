import { whyWithout } from '../testing/setup/ensure-tools.ts'
import { expect, test } from '../testing/browser/fixtures.ts'
import { screenPatterns, type ScreenPatternName } from '../testing/media/people.ts'
import { distance } from '../testing/media/pattern.ts'
import type { User } from '../testing/browser/user.ts'
import {
  expectMovingPictureOf,
  expectToSeeAndHear,
  look,
  videoOf,
} from '../testing/browser/media-assertions.ts'

const without = whyWithout('Xvfb', 'openbox', 'display')
test.skip(without !== undefined, without)

/** The window of whoever shares covers the left half of the screen; the pattern shows on the right. */
const window = { width: 600, height: 560 }

async function expectScreen(person: User, pattern: ScreenPatternName): Promise<void> {
  const expected = screenPatterns[pattern].quadrants.map((hex) => rgb(hex))
  const worst = async (): Promise<number> => {
    const { quadrants } = await look(person.call.screenVideos)
    return Math.max(
      ...[1, 3].map((at) => distance(quadrants[at] ?? [0, 0, 0], expected[at] ?? [255, 255, 255])),
    )
  }
  await expect.poll(worst, { message: `${person.name} sees the screen ${pattern}` }).toBeLessThan(60)
}

function rgb(hex: string): readonly [number, number, number] {
  const channel = (at: number): number => Number.parseInt(hex.slice(at, at + 2), 16)
  return [channel(1), channel(3), channel(5)]
}

test('a shared screen arrives beside the camera, follows what is on it, and goes', async ({
  server,
  openUser,
  openScreen,
}) => {
  const screen = await openScreen()
  await screen.paint('screen-dusk')
  const ada = await openUser({ person: 'ada', display: screen.display, viewport: window })
  const ben = await openUser({ person: 'ben' })
  const code = await ada.startCall(server.url)
  await ben.joinCall(server.url, code)
  await expectToSeeAndHear(ben, ['ada'])

  await ada.call.toggleScreenShare.click()
  await expect(ada.call.toggleScreenShare).toHaveAttribute('aria-pressed', 'true')
  await expect(ben.call.screenVideos).toHaveCount(1)
  await expectScreen(ben, 'screen-dusk')
  await screen.paint('screen-dawn')
  await expectScreen(ben, 'screen-dawn')
  await expectMovingPictureOf(await videoOf(ben, 'ada'), 'ada')
  await expectMovingPictureOf(await videoOf(ada, 'ben'), 'ben')
  await ada.client.screenshot('call-sharing')
  await ben.client.screenshot('call-screen-received')

  // Whoever comes later sees it as well.
  const cleo = await openUser({ person: 'cleo' })
  await cleo.joinCall(server.url, code)
  await expect(cleo.call.screenVideos).toHaveCount(1)
  await expectScreen(cleo, 'screen-dawn')

  await ada.call.toggleScreenShare.click()
  await expect(ada.call.toggleScreenShare).toHaveAttribute('aria-pressed', 'false')
  for (const person of [ben, cleo]) await expect(person.call.screenVideos).toHaveCount(0)
  await expectMovingPictureOf(await videoOf(ben, 'ada'), 'ada')

  // Once more, since what was removed is easily not added again.
  await ada.call.toggleScreenShare.click()
  await expectScreen(ben, 'screen-dawn')
})

test('a screen can be shared after the server was killed and came back', async ({
  server,
  openUser,
  openScreen,
}) => {
  const screen = await openScreen()
  await screen.paint('screen-dusk')
  const ada = await openUser({ person: 'ada', display: screen.display, viewport: window })
  const ben = await openUser({ person: 'ben' })
  for (const person of [ada, ben]) person.client.pageErrors.expect(/WebSocket connection to .* failed/)
  await ben.joinCall(server.url, await ada.startCall(server.url))
  await expectToSeeAndHear(ben, ['ada'])
  await server.kill()
  await server.startAgain()
  await ada.call.toggleScreenShare.click()
  await expect(ben.call.screenVideos).toHaveCount(1)
  await expectScreen(ben, 'screen-dusk')
})
