import { expect, test } from '../../testing/desktop/fixtures.ts'
import { panelEnv } from '../../testing/desktop/panel.ts'
import { expectMovingPictureOf, expectToSeeAndHear } from '../../testing/browser/media-assertions.ts'

test('two desktop apps call each other through the server in one of them', async ({ start }) => {
  test.setTimeout(120_000)
  const ada = await start({ person: 'ada' })
  await ada.home.newCall.click()
  await ada.lobby.enterAs('Ada')
  await ada.call.root.waitFor()
  await ada.client.screenshot('call-alone')
  expect(await ada.app.powerBlockers()).toEqual(['prevent-display-sleep'])

  await ada.call.copyLink.click()
  await expect.poll(() => ada.app.clipboard()).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#\w{4}-\w{4}-\w{4}$/)
  const { host, hash } = new URL(await ada.app.clipboard())
  const server = encodeURIComponent(`ws://${host}/ws`)

  // Ben has a server of his own in his app; the link names Ada's, so he is asked.
  const ben = await start({ person: 'ben' })
  await ben.app.openUrl(`visavis://join/${hash.slice(1)}?server=${server}`)
  const question = await ben.app.nextQuestion()
  expect(question.detail).toContain(host)
  question.answer('Use this server')
  await ben.lobby.enterAs('Ben')
  await expectToSeeAndHear(ben, ['ada'])
  await expectToSeeAndHear(ada, ['ben'])
  await ben.client.screenshot('call')

  await ben.call.hangUp.click()
  await ben.ended.root.waitFor()
  await expect.poll(() => ben.app.powerBlockers()).toEqual([])
  await expect(ada.call.remoteVideos).toHaveCount(0)
})

test('a guest in a browser joins the call of a desktop app by its link', async ({ start, launch }) => {
  const ada = await start({ person: 'ada' })
  await ada.home.newCall.click()
  await ada.lobby.enterAs('Ada')
  await ada.call.copyLink.click()
  await expect.poll(() => ada.app.clipboard()).toContain('/#')
  const guest = await launch({ person: 'ben' })
  await guest.page.goto(await ada.app.clipboard())
  await guest.page.getByTestId('enter-call').click()
  await expectToSeeAndHear(ada, ['ben'])
  // The camera of the app opened, and its picture arrives.
  await expectMovingPictureOf(guest.page.getByTestId('remote-video'), 'ada')
})

test('closing the window in a call asks where there is no tray, and leaves properly', async ({
  start,
  launch,
  profile,
}) => {
  test.skip(process.platform !== 'linux', 'other systems always have a tray, so there it hides')
  const ada = await start({ person: 'ada' })
  await ada.app.closeWindow()
  expect(await ada.app.ended).toBe(0)

  const ben = await start({ person: 'ben', profile, env: panelEnv(profile, false) })
  await ben.home.newCall.click()
  await ben.lobby.enterAs('Ben')
  await ben.call.copyLink.click()
  await expect.poll(() => ben.app.clipboard()).toContain('/#')
  const guest = await launch({ person: 'cleo' })
  guest.pageErrors.expect(/WebSocket connection to .* failed/)
  await guest.page.goto(await ben.app.clipboard())
  await guest.page.getByTestId('enter-call').click()
  await expectToSeeAndHear(ben, ['cleo'])

  await ben.app.closeWindow()
  ;(await ben.app.nextQuestion()).answer('Stay in the call')
  await expectToSeeAndHear(ben, ['cleo'])
  await ben.app.closeWindow()
  ;(await ben.app.nextQuestion()).answer('Hang up and close')
  expect(await ben.app.ended).toBe(0)
  await expect(guest.page.getByTestId('remote-video')).toHaveCount(0)
})
