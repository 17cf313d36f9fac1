import { expect, test } from '../testing/browser/fixtures.ts'
import {
  expectSteady,
  expectToSeeAndHear,
  videoOf,
  watchDuring,
} from '../testing/browser/media-assertions.ts'
import { HostilePeer } from '../testing/hostile-peer.ts'

/** Chromium itself prints this when a socket cannot be opened; a page has no way to keep it quiet. */
const socketRefused = /WebSocket connection to .* failed/
/** The same of what was still being fetched when the server was killed, or was asked for while it was down. */
const fetchBroken = /Failed to load resource: net::ERR_(CONNECTION_(REFUSED|RESET|CLOSED)|EMPTY_RESPONSE)/

test('a server that is down is waited for, and joined once it is there', async ({ server, openUser }) => {
  const ada = await openUser({ person: 'ada' })
  ada.client.pageErrors.expect(socketRefused)
  ada.client.pageErrors.expect(fetchBroken)
  await ada.home.open(server.url)
  await server.kill()
  await ada.home.newCall.click()
  await ada.lobby.enterAs('Ada')
  await expect(ada.errorWithCode('server-unreachable')).toBeVisible()
  await expect(ada.client.page.getByText(/trying again/i).first()).toBeVisible()
  await ada.client.screenshot('server-unreachable')
  await expect(ada.call.root).toBeHidden()
  await server.startAgain()
  await expect(ada.call.root).toBeVisible()
  await expect(ada.errorWithCode('server-unreachable')).toBeHidden()
  // Parts of the page that could not be fetched meanwhile are there when they are asked for.
  await ada.client.page.keyboard.press('?')
  await expect(ada.client.page.getByRole('dialog')).toBeVisible()
  await ada.client.page.keyboard.press('Escape')

  const ben = await openUser({ person: 'ben' })
  await ben.joinCall(server.url, await ada.shownCode())
  await expectToSeeAndHear(ben, ['ada'])
})

test('the server is killed and comes back: the call does not blink, and a third person can join', async ({
  server,
  openUser,
}) => {
  const ada = await openUser({ person: 'ada' })
  const ben = await openUser({ person: 'ben' })
  const cleo = await openUser({ person: 'cleo' })
  for (const person of [ada, ben]) person.client.pageErrors.expect(socketRefused)
  const code = await ada.startCall(server.url)
  await ben.joinCall(server.url, code)
  await expectToSeeAndHear(ada, ['ben'])
  await expectToSeeAndHear(ben, ['ada'])

  const benOnAdasScreen = await videoOf(ada, 'ben')
  const watched = await watchDuring(await videoOf(ben, 'ada'), async () => {
    const watchedToo = await watchDuring(benOnAdasScreen, async () => {
      await server.kill()
      await expect(ada.client.page.getByText(/server/i).first()).toBeVisible()
      await ada.client.screenshot('call-server-lost')
      expect(await ada.call.connectionStates()).toEqual(['connected'])
      await server.startAgain()
      await cleo.joinCall(server.url, code)
      await expectToSeeAndHear(cleo, ['ada', 'ben'])
    })
    expectSteady(watchedToo)
  })
  expectSteady(watched)
  await expectToSeeAndHear(ada, ['ben', 'cleo'])
  await expectToSeeAndHear(ben, ['ada', 'cleo'])
})

test('a guest whose signals are nonsense ends nothing', async ({ server, openUser }) => {
  const ada = await openUser({ person: 'ada' })
  const ben = await openUser({ person: 'ben' })
  const code = await ada.startCall(server.url)
  await ben.joinCall(server.url, code)
  await expectToSeeAndHear(ada, ['ben'])
  await expectToSeeAndHear(ben, ['ada'])

  const watched = await watchDuring(await videoOf(ada, 'ben'), async () => {
    const hostilePeer = await HostilePeer.join(server.signalingUrl, code)
    await hostilePeer.sendNonsense()
    // Everything was handed on, and nothing after it is held up: the room goes on as before.
    await hostilePeer.everythingAcknowledged()
    await hostilePeer.leave()
    await expect.poll(() => ada.call.connections.count()).toBe(1)
    await expectToSeeAndHear(ada, ['ben'])
    await expectToSeeAndHear(ben, ['ada'])
  })
  expectSteady(watched)

  const cleo = await openUser({ person: 'cleo' })
  await cleo.joinCall(server.url, code)
  await expectToSeeAndHear(cleo, ['ada', 'ben'])
})
