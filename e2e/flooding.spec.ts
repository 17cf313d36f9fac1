import { expect, test } from '../testing/browser/fixtures.ts'
import { expectMovingPictureOf, expectToSeeAndHear, videoOf } from '../testing/browser/media-assertions.ts'

declare global {
  interface Window {
    openedChannels: RTCDataChannel[]
  }
}

test('a participant who floods the data channel is shown as failed with the reason, and the call of the others goes on', async ({
  server,
  openUser,
}) => {
  const ada = await openUser({ person: 'ada' })
  const ben = await openUser({ person: 'ben' })
  const cleo = await openUser({ person: 'cleo' })
  await ben.client.page.addInitScript(() => {
    window.openedChannels = []
    const create = RTCPeerConnection.prototype.createDataChannel
    RTCPeerConnection.prototype.createDataChannel = function (...parameters) {
      const channel = create.apply(this, parameters)
      window.openedChannels.push(channel)
      return channel
    }
  })

  // Who comes later makes the channel: ben's leads to ada, cleo's to both.
  const code = await ada.startCall(server.url)
  await ben.joinCall(server.url, code)
  await expectToSeeAndHear(ada, ['ben'])
  await cleo.joinCall(server.url, code)
  await expectToSeeAndHear(ada, ['ben', 'cleo'])

  const sent = await ben.client.page.evaluate(() => {
    let count = 0
    for (const channel of window.openedChannels) {
      for (; channel.readyState === 'open' && count < 10_000; count++) channel.send('x')
    }
    return count
  })
  expect(sent).toBe(10_000)

  await expect(ada.errorWithCode('peer-flooding')).toBeVisible()
  await expect(ada.call.connections.and(ada.client.page.locator('[data-state="failed"]'))).toHaveCount(1)
  await expectMovingPictureOf(await videoOf(ada, 'cleo'), 'cleo')
  await expectMovingPictureOf(await videoOf(cleo, 'ada'), 'ada')
  await ada.client.screenshot('call-flooding')
})
