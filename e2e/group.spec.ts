import { expect, test } from '../testing/browser/fixtures.ts'
import {
  expectMovingPictureOf,
  expectSteady,
  expectToSeeAndHear,
  videoOf,
  watchDuring,
} from '../testing/browser/media-assertions.ts'

/** Four browsers on one machine, each playing three pictures without a graphics card: small ones in small windows. */
const modest = { size: '320x240', viewport: { width: 480, height: 400 } } as const

test('a third and a fourth person come and go without disturbing the rest', async ({ server, openUser }) => {
  test.setTimeout(240_000)
  const ada = await openUser({ person: 'ada', ...modest })
  const ben = await openUser({ person: 'ben', ...modest })
  // All browsers are up beforehand, so that starting one is not taken for a disturbance.
  const cleo = await openUser({ person: 'cleo', ...modest })
  const dan = await openUser({ person: 'dan', ...modest })
  const code = await ada.startCall(server.url)
  await ben.joinCall(server.url, code)
  await expectToSeeAndHear(ada, ['ben'])

  const benOnAdasScreen = await videoOf(ada, 'ben')
  const watched = await watchDuring(benOnAdasScreen, async () => {
    await cleo.joinCall(server.url, code)
    await expectToSeeAndHear(cleo, ['ada', 'ben'])
    await dan.joinCall(server.url, code)
    await expectToSeeAndHear(dan, ['ada', 'ben', 'cleo'])
    await expectToSeeAndHear(ada, ['ben', 'cleo', 'dan'])
    await ada.client.screenshot('call-four')

    await cleo.call.hangUp.click()
    await expectToSeeAndHear(dan, ['ada', 'ben'])
    // A browser that is closed says nothing; the others notice all the same.
    await dan.client.close()
    await expect.poll(() => ada.call.connections.count(), { timeout: 60_000 }).toBe(1)
  })
  expectSteady(watched, 3000)
  await expectMovingPictureOf(await videoOf(ada, 'ben'), 'ben')
  await expectToSeeAndHear(ben, ['ada'])
})
