import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { hear } from '../support/desktop/bridge.ts'
import { expect, test } from '../support/desktop/fixtures.ts'
import { expectSteady, expectToMeet, videoOf, watchDuring } from '../support/senses.ts'

test('sleep in a call: the picture stays, and the server is there again at once', async ({
  start,
  arrive,
  server,
  profile,
}) => {
  test.setTimeout(180_000)
  const settings = { version: 2, server: { mode: 'address', url: server.signalingUrl } }
  writeFileSync(join(profile, 'settings.json'), JSON.stringify(settings))
  const ada = await start({ person: 'ada', profile })
  const ben = await arrive({ person: 'ben' })
  for (const { client } of [ada, ben]) client.problems.expect(/WebSocket connection to .* failed/)
  await ada.home.newCall.click()
  await ada.lobby.enterAs('Ada')
  await ada.call.root.waitFor()
  await ben.joinCall(server.url, await ada.shownCode())
  await expectToMeet(ada, ['ben'])

  const report = await watchDuring(await videoOf(ada, 'ben'), async () => {
    await ada.app.power('suspend')
    await server.kill()
    // Long enough between two tries that nobody could take the next one for the answer to waking up.
    const patience = ada.client.page.getByText(/Trying again in ([6-9]|\d\d) s/).first()
    await expect(patience).toBeVisible({ timeout: 90_000 })
    await server.startAgain()
    await ada.app.power('resume')
    await expect(patience).toBeHidden({ timeout: 4_000 })
    await expect(ada.client.page.getByText(/Trying again/)).toHaveCount(0, { timeout: 4_000 })
  })
  expectSteady(report)
  await expectToMeet(ada, ['ben'])
})

test('the page hears when the screen is locked and unlocked', async ({ start }) => {
  const ada = await start({ person: 'ada' })
  const heard = await hear(ada.client.page, 'power')
  await ada.app.power('lock-screen')
  await ada.app.power('unlock-screen')
  await expect.poll(heard).toEqual(['lock', 'unlock'])
})
