import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { hear } from '../../testing/desktop/bridge.ts'
import { expect, test } from '../../testing/desktop/fixtures.ts'
import {
  expectSteady,
  expectToSeeAndHear,
  videoOf,
  watchDuring,
} from '../../testing/browser/media-assertions.ts'

test('sleep in a call: the picture stays, and the server is there again at once', async ({
  start,
  openUser,
  server,
  profile,
}) => {
  test.setTimeout(180_000)
  const settings = { version: 2, server: { mode: 'address', url: server.signalingUrl } }
  writeFileSync(join(profile, 'settings.json'), JSON.stringify(settings))
  const ada = await start({ person: 'ada', profile })
  const ben = await openUser({ person: 'ben' })
  for (const { client } of [ada, ben]) client.pageErrors.expect(/WebSocket connection to .* failed/)
  await ada.home.newCall.click()
  await ada.lobby.enterAs('Ada')
  await ada.call.root.waitFor()
  await ben.joinCall(server.url, await ada.shownCode())
  await expectToSeeAndHear(ada, ['ben'])

  const report = await watchDuring(await videoOf(ada, 'ben'), async () => {
    await ada.app.power('suspend')
    // The chance in the waiting between two tries makes it minutes: what comes sooner is the answer to waking up.
    await ada.client.page.evaluate(() => (Math.random = () => 1_000))
    await server.kill()
    const trouble = ada.client.page.getByText(/server cannot be reached/i).first()
    await expect(trouble).toBeVisible()
    await server.startAgain()
    await ada.app.power('resume')
    await expect(trouble).toBeHidden()
  })
  expectSteady(report)
  await expectToSeeAndHear(ada, ['ben'])
})

test('the page hears when the screen is locked and unlocked', async ({ start }) => {
  const ada = await start({ person: 'ada' })
  const heard = await hear(ada.client.page, 'power')
  await ada.app.power('lock-screen')
  await ada.app.power('unlock-screen')
  await expect.poll(heard).toEqual(['lock', 'unlock'])
})
