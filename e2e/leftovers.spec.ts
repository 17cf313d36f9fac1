import type { Holdings } from '../testing/browser/in-page/leaks.ts'
import { expect, test } from '../testing/browser/fixtures.ts'
import type { User } from '../testing/browser/user.ts'
import { expectToSeeAndHear } from '../testing/browser/media-assertions.ts'

const calls = 50

const holdings = (person: User): Promise<Holdings> => person.client.page.evaluate(() => visavisHoldings())

test(`${calls} calls leave nothing behind, neither here nor at the far end`, async ({ server, openUser }) => {
  test.setTimeout(300_000)
  const ada = await openUser({ person: 'ada', instruments: ['leaks'] })
  const ben = await openUser({ person: 'ben', instruments: ['leaks'] })
  const code = await ada.startCall(server.url)
  // The first moments of a call have timers of their own, such as for a message that fades.
  await expect.poll(() => holdings(ada)).toMatchObject({ liveTracks: 2, timeouts: 0 })
  await ben.home.open(server.url)
  const atHome = await holdings(ben)
  expect(atHome).toMatchObject({
    liveTracks: 0,
    peerConnections: 0,
    sockets: 0,
    workers: 0,
    audioContexts: 0,
  })
  const adaAlone = await holdings(ada)

  await ben.home.joinWithCode(code)
  await ben.lobby.name.fill('Ben')
  for (let call = 1; call <= calls; call++) {
    await ben.lobby.enter.click()
    await expect(ada.call.connections).toHaveAttribute('data-state', 'connected')
    await expect(ben.call.connections).toHaveAttribute('data-state', 'connected')
    if (call === 1 || call === calls) await expectToSeeAndHear(ada, ['ben'])
    await ben.call.hangUp.click()
    await expect(ada.call.connections).toHaveCount(0)
    await expect(ben.ended.root).toBeVisible()
    if (call < calls) await ben.ended.rejoin.click()
  }

  await ben.goHome()
  await expect
    .poll(() => holdings(ben), { message: 'what the one who came and went still holds' })
    .toEqual(atHome)
  await expect.poll(() => holdings(ada), { message: 'what the one who stayed holds' }).toEqual(adaAlone)
  await ada.call.hangUp.click()
  await ada.goHome()
  await expect.poll(() => holdings(ada)).toEqual(atHome)
})

test('nothing stays open on the screen that follows a call', async ({ server, openUser }) => {
  const ada = await openUser({ person: 'ada', instruments: ['leaks'] })
  await ada.startCall(server.url)
  await ada.call.hangUp.click()
  await expect(ada.ended.root).toBeVisible()
  await expect
    .poll(() => holdings(ada))
    .toMatchObject({
      liveTracks: 0,
      peerConnections: 0,
      sockets: 0,
      workers: 0,
      audioContexts: 0,
      intervals: 0,
    })
})
