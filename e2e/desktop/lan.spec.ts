import { writeFileSync } from 'node:fs'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { connect } from 'node:net'
import { ask } from '../../testing/desktop/bridge.ts'
import { expect, test } from '../../testing/desktop/fixtures.ts'
import { expectToSeeAndHear } from '../../testing/browser/media-assertions.ts'

/** An address of this machine on a network that it is really on. */
const network = Object.entries(networkInterfaces())
  .flatMap(([name, infos = []]) => infos.map((info) => ({ ...info, name })))
  .find(({ family, internal }) => family === 'IPv4' && !internal)
test.skip(network === undefined, 'this machine is on no network')

const onNetwork = { version: 2, server: { mode: 'embedded', network: network?.name } }
const address = network?.address ?? ''

const reaches = (host: string, port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, host)
    socket.once('connect', () => (socket.destroy(), resolve(true)))
    socket.once('error', () => resolve(false))
  })

test('two desktop apps call each other over the network with nothing else installed', async ({
  start,
  profile,
}) => {
  test.setTimeout(180_000)
  const ada = await start({ person: 'ada' })
  const networks = await ask(ada.client.page, 'listNetworks')
  expect(networks).toContainEqual({ name: network?.name, address })
  const before = await ask(ada.client.page, 'getServer')
  const port = Number(new URL(before.inviteBase).port)
  expect(await reaches(address, port)).toBe(false)

  const { server } = await ask(ada.client.page, 'changeDesktopOptions', {
    server: { mode: 'embedded', network: network?.name ?? '' },
  })
  expect(server).toMatchObject({ reach: { state: 'network', address: `http://${address}:${port}/` } })
  await ada.home.newCall.click()
  await ada.lobby.enterAs('Ada')
  await ada.call.copyLink.click()
  await expect.poll(() => ada.app.clipboard()).toMatch(new RegExp(`^http://${address}:${port}/#`))
  const link = await ada.app.clipboard()

  // The link as it is, as another program on Ben's computer hands it over.
  const ben = await start({ person: 'ben', profile })
  await ben.app.secondInstance([link])
  const question = await ben.app.nextQuestion()
  expect(question.detail).toContain(`ws://${address}:${port}/ws`)
  question.answer('Use this server')
  await ben.lobby.enterAs('Ben')
  await expectToSeeAndHear(ben, ['ada'])
  await expectToSeeAndHear(ada, ['ben'])
  await ben.client.screenshot('call-on-lan')

  // Ada follows her own link: it is her own server, so nothing is asked.
  await ada.app.openUrl(link)
  await expect(ada.call.root).toBeVisible()

  await ada.call.hangUp.click()
  await ada.ended.root.waitFor()
  // The server goes away that Ben is still waiting at.
  ben.client.pageErrors.expect(/WebSocket connection to .* failed/)
  await ask(ada.client.page, 'changeDesktopOptions', { server: { mode: 'embedded', network: null } })
  expect(await reaches(address, port)).toBe(false)
  expect(await reaches('127.0.0.1', port)).toBe(true)
})

test('a browser on the network is told that it cannot call there, and how it can', async ({
  start,
  launch,
  profile,
}) => {
  writeFileSync(join(profile, 'settings.json'), JSON.stringify(onNetwork))
  const ada = await start({ person: 'ada', profile })
  await ada.home.newCall.click()
  await ada.lobby.enterAs('Ada')
  await ada.call.copyLink.click()
  await expect.poll(() => ada.app.clipboard()).toContain(`http://${address}:`)
  const link = new URL(await ada.app.clipboard())
  const guest = await launch({ person: 'ben' })
  guest.pageErrors.expect(new RegExp(`left this computer: http://${address}:`))
  guest.pageErrors.expect(/Cross-Origin-Opener-Policy header has been ignored/)
  await guest.page.goto(link.href)
  await expect(guest.page.locator('[data-code=insecure-context]').first()).toBeVisible()
  const server = encodeURIComponent(`ws://${link.host}/ws`)
  await expect(guest.page.getByTestId('open-in-app')).toHaveAttribute(
    'href',
    `visavis://join/${link.hash.slice(1)}?server=${server}`,
  )
  await guest.screenshot('guest-on-lan')
})

test('a network that is gone is told, and this computer goes on', async ({ start, profile }) => {
  const gone = { version: 2, server: { mode: 'embedded', network: 'visavis-gone0' } }
  writeFileSync(join(profile, 'settings.json'), JSON.stringify(gone))
  const ada = await start({ person: 'ada', profile })
  await expect(ada.client.page.getByText(/network on which others reach/).first()).toBeVisible()
  await ada.home.newCall.click()
  await ada.lobby.enterAs('Ada')
  await ada.call.copyLink.click()
  await expect.poll(() => ada.app.clipboard()).toContain('http://127.0.0.1:')
})
