import { randomBytes } from 'node:crypto'
import { createRoomCode, formatRoomCode } from '../src/shared/room-code.ts'
import { expect, test } from '../testing/browser/fixtures.ts'
import { HostilePeer } from '../testing/hostile-peer.ts'
import { expectToSeeAndHear } from '../testing/browser/media-assertions.ts'

const someCode = (): string => formatRoomCode(createRoomCode((length) => randomBytes(length)))

/** Two different neighbours swapped: what a slip of the finger does. */
function mistype(code: string): string {
  for (let at = 0; at < code.length - 1; at++) {
    const [one, two] = [code.charAt(at), code.charAt(at + 1)]
    if (one !== two && one !== '-' && two !== '-')
      return `${code.slice(0, at)}${two}${one}${code.slice(at + 2)}`
  }
  throw new Error('a code of one symbol only cannot be mistyped by a swap')
}

test('a link goes straight to the lobby of its room', async ({ server, openUser }) => {
  const ada = await openUser({ person: 'ada' })
  const code = someCode()
  await ada.client.page.goto(`${server.url}#${code}`)
  await expect(ada.lobby.root).toBeVisible()
  await ada.lobby.enterAs('Ada')
  await expect(ada.call.code).toHaveText(code)
})

test('a room where nobody is says so and shows how to invite', async ({ server, openUser }) => {
  const ada = await openUser({ person: 'ada' })
  await ada.joinCall(server.url, someCode())
  await expect(ada.call.connections).toHaveCount(0)
  await expect(ada.call.copyLink).toBeVisible()
  await ada.client.screenshot('call-alone-in-a-known-room')
})

test('a mistyped code is told before anything is sent', async ({ server, openUser }) => {
  const ada = await openUser({ person: 'ada' })
  await ada.home.open(server.url)
  const sent: string[] = []
  ada.client.page.on('request', (request) => sent.push(request.url()))
  ada.client.page.on('websocket', (socket) => sent.push(socket.url()))
  await ada.home.joinWithCode(mistype(someCode()))
  await expect(ada.home.error).toHaveAttribute('data-code', 'code-mistyped')
  await expect(ada.lobby.root).toBeHidden()
  expect(sent).toEqual([])
  await ada.client.screenshot('home-code-mistyped')
})

test('a code is read as people write it: small letters, look-alikes, spaces, or a whole link', async ({
  server,
  openUser,
}) => {
  const ada = await openUser({ person: 'ada' })
  const code = someCode()
  for (const written of [
    code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l'),
    `${server.url}#${code}`,
  ]) {
    await ada.home.open(server.url)
    await ada.home.joinWithCode(written)
    await expect(ada.lobby.root).toBeVisible()
    await ada.lobby.enterAs('Ada')
    await expect(ada.call.code).toHaveText(code)
  }
})

test('a link that is no code leads home and says why', async ({ server, openUser }) => {
  const ada = await openUser({ person: 'ada' })
  await ada.client.page.goto(`${server.url}#${mistype(someCode())}`)
  await expect(ada.home.newCall).toBeVisible()
  await expect(ada.lobby.root).toBeHidden()
  await ada.client.screenshot('home-link-invalid')
})

test('denied devices are named, and one can still watch and listen', async ({ server, openUser }) => {
  const ada = await openUser({ person: 'ada' })
  const ben = await openUser({ person: 'ben', devices: 'denied' })
  const code = await ada.startCall(server.url)
  await ben.home.open(server.url)
  await ben.home.joinWithCode(code)
  await expect(ben.errorWithCode('camera-denied')).toBeVisible()
  await ben.client.screenshot('lobby-camera-denied')
  await ben.lobby.enterAs('Ben')
  await expectToSeeAndHear(ben, ['ada'])
  await expect(ada.call.connections).toHaveAttribute('data-state', 'connected')
  await ada.client.screenshot('call-other-without-camera')
  await ben.client.screenshot('call-without-camera')
})

test('a computer without camera and microphone is told so, and still takes part', async ({
  server,
  openUser,
}) => {
  const ada = await openUser({ person: 'ada' })
  const ben = await openUser({ person: 'ben', devices: 'none' })
  const code = await ada.startCall(server.url)
  await ben.home.open(server.url)
  const devices = await ben.client.page.evaluate(() => navigator.mediaDevices.enumerateDevices())
  test.skip(devices.length > 0, 'this computer has a camera or a microphone of its own')
  await ben.home.joinWithCode(code)
  await expect(ben.errorWithCode('camera-not-found')).toBeVisible()
  await ben.client.screenshot('lobby-no-devices')
  await ben.lobby.enterAs('Ben')
  await expectToSeeAndHear(ben, ['ada'])
})

test('a room that is full says so', async ({ server, openUser }) => {
  const ada = await openUser({ person: 'ada' })
  const code = someCode()
  const others = await Promise.all(
    Array.from({ length: 8 }, () => HostilePeer.join(server.signalingUrl, code)),
  )
  await ada.home.open(server.url)
  await ada.home.joinWithCode(code)
  await ada.lobby.enterAs('Ada')
  await expect(ada.errorWithCode('room-full')).toBeVisible()
  await ada.client.screenshot('lobby-room-full')
  await others[0]!.leave()
  await ada.lobby.enter.click()
  await expect(ada.call.root).toBeVisible()
  for (const other of others.slice(1)) await other.leave()
})

test('in German, as the browser asks', async ({ server, openUser }) => {
  const ada = await openUser({ person: 'ada', locale: 'de-DE' })
  await ada.home.open(server.url)
  await expect(ada.client.page.locator('html')).toHaveAttribute('lang', 'de')
  await expect(ada.home.newCall).toHaveText(/Neuer Anruf/)
  await ada.client.screenshot('home-german')
  await ada.home.newCall.click()
  await ada.client.screenshot('lobby-german')
  await ada.lobby.enterAs('Ada')
  await expect(ada.call.hangUp).toHaveAccessibleName(/Auflegen/)
  await ada.client.screenshot('call-german')
})
