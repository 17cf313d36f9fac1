import { expect, test } from '../testing/browser/fixtures.ts'
import {
  expectMovingPictureOf,
  expectToSeeAndHear,
  look,
  videoOf,
} from '../testing/browser/media-assertions.ts'

for (const size of ['640x480', '1280x720'] as const) {
  test(`two people meet by a code and see and hear each other at ${size}`, async ({ server, openUser }) => {
    const [width, height] = size.split('x').map(Number)
    const ada = await openUser({ person: 'ada', size })
    const ben = await openUser({ person: 'ben', size })

    const code = await ada.startCall(server.url)
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/)
    await ada.client.screenshot(`call-alone-${size}`)
    await ben.joinCall(server.url, code)

    await expectToSeeAndHear(ada, ['ben'])
    await expectToSeeAndHear(ben, ['ada'])
    for (const [person, other] of [
      [ada, 'ben'],
      [ben, 'ada'],
    ] as const) {
      await expect
        .poll(
          async () => {
            const seen = await look(await videoOf(person, other))
            return [seen.width, seen.height]
          },
          // A sender starts small and grows as it learns what the path carries.
          { timeout: 40_000 },
        )
        .toEqual([width, height])
    }
    await ada.client.screenshot(`call-two-${size}`)
    await ben.client.screenshot(`call-two-far-${size}`)
  })
}

test('the own picture is a mirror, what others see is not', async ({ server, openUser }) => {
  const ada = await openUser({ person: 'ada' })
  const ben = await openUser({ person: 'ben' })
  await ada.home.open(server.url)
  await ada.client.screenshot('home-light')
  await ada.home.newCall.click()
  await expectMovingPictureOf(ada.lobby.preview, 'ada')
  expect((await look(ada.lobby.preview)).flippedOnPage).toBe(true)
  await ada.client.screenshot('lobby-light')
  await ada.lobby.enterAs('Ada')
  await ada.call.root.waitFor()
  await expectMovingPictureOf(ada.call.localVideo, 'ada')
  expect((await look(ada.call.localVideo)).flippedOnPage).toBe(true)

  await ben.joinCall(server.url, await ada.shownCode())
  await expectToSeeAndHear(ben, ['ada'])
  expect((await look(await videoOf(ben, 'ada'))).flippedOnPage).toBe(false)
})

test('hanging up ends it for one, and rejoining brings both together again', async ({ server, openUser }) => {
  const ada = await openUser({ person: 'ada' })
  const ben = await openUser({ person: 'ben' })
  const code = await ada.startCall(server.url)
  await ben.joinCall(server.url, code)
  await expectToSeeAndHear(ada, ['ben'])

  await ben.call.hangUp.click()
  await expect(ben.ended.root).toBeVisible()
  await expect(ada.call.connections).toHaveCount(0)
  await expect(ada.call.remoteVideos).toHaveCount(0)
  await ben.client.screenshot('call-ended')

  await ben.rejoin()
  await expectToSeeAndHear(ada, ['ben'])
  await expectToSeeAndHear(ben, ['ada'])
})
