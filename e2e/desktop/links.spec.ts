import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '../../testing/desktop/fixtures.ts'

const code = 'K7MQ-4QXP-9TDA'

const textOf = (file: string) => (existsSync(file) ? readFileSync(file, 'utf8') : '')

test('a link on the command line leads to the lobby, and no further', async ({ start }) => {
  const ada = await start({ person: 'ada', argv: [`visavis://join/${code}`] })
  await ada.lobby.root.waitFor()
  await expect(ada.client.page.getByTestId('room-code').first()).toHaveText(code)
  await expect(ada.call.root).toHaveCount(0)
})

test('a second start hands its link to the first and ends', async ({ start, profile }) => {
  const ada = await start({ person: 'ada', profile })
  await ada.app.secondInstance([`visavis://join/${code}`])
  await ada.lobby.root.waitFor()
  expect(await ada.app.windows()).toMatchObject([{ visible: true, focused: true }])
})

test('an AppImage registers for links by an entry of its own, which follows it when it is moved', async ({
  start,
  profile,
}) => {
  test.skip(process.platform !== 'linux', 'AppImages are for Linux')
  const data = join(profile, 'data')
  const config = join(profile, 'config')
  const run = async (file: string) => {
    writeFileSync(file, '')
    chmodSync(file, 0o755)
    const env = { APPIMAGE: file, XDG_DATA_HOME: data, XDG_CONFIG_HOME: config }
    const ada = await start({ person: 'ada', profile, packaged: true, env })
    test.skip(ada.app.kind === 'electron', 'the Electron of the tests is no AppImage')
    await expect
      .poll(() => textOf(join(data, 'applications/net.visavis.app.desktop')))
      .toContain(`Exec="${file}" %U\n`)
    await expect
      .poll(() => textOf(join(config, 'mimeapps.list')))
      .toContain('x-scheme-handler/visavis=net.visavis.app.desktop')
    return ada
  }
  const first = await run(join(profile, 'Visavis.AppImage'))
  await first.app.quit()
  await first.app.ended
  await run(join(profile, 'Visavis moved.AppImage'))
})

test('a link that leads nowhere is told', async ({ start }) => {
  const ada = await start({ person: 'ada' })
  await ada.app.openUrl('visavis://join/NOT-A-CODE')
  await expect(ada.client.page.getByText('That link does not lead to a call').first()).toBeVisible()
  await expect(ada.home.newCall).toBeVisible()
})

test('a link to another server leads nowhere when declined', async ({ start }) => {
  const ada = await start({ person: 'ada' })
  await ada.app.openUrl(`visavis://join/${code}?server=calls.example`)
  const question = await ada.app.nextQuestion()
  expect(question.detail).toContain('wss://calls.example/ws')
  question.answer('Cancel')
  await ada.app.openUrl(`visavis://join/${code}`)
  await ada.lobby.root.waitFor()
})

test('a second start with a command drives the running call, and shows nothing', async ({
  start,
  profile,
}) => {
  const ada = await start({ person: 'ada', profile })
  await ada.home.newCall.click()
  await ada.lobby.enterAs('Ada')
  await expect(ada.call.toggleMicrophone).toHaveAttribute('aria-pressed', 'true')
  await ada.app.secondInstance(['--toggle-mute'])
  await expect(ada.call.toggleMicrophone).toHaveAttribute('aria-pressed', 'false')
  await ada.app.secondInstance(['--hang-up'])
  await ada.ended.root.waitFor()
})

test('the menu entry’s “New call” starts the app with one, or begins one in the app that runs', async ({
  start,
  profile,
}) => {
  const ada = await start({ person: 'ada', profile, argv: ['--new-call'] })
  await ada.lobby.root.waitFor()
  await ada.lobby.enterAs('Ada')
  await ada.call.root.waitFor()
  await ada.app.secondInstance(['--hang-up'])
  await ada.ended.root.waitFor()
  await ada.app.secondInstance(['--new-call'])
  await ada.lobby.root.waitFor()
})

test('a second start can ask to share: the picker opens, and sharing is still the person’s to choose', async ({
  start,
  profile,
}) => {
  const ada = await start({ person: 'ada', profile })
  await ada.home.newCall.click()
  await ada.lobby.enterAs('Ada')
  await ada.call.root.waitFor()
  await ada.app.secondInstance(['--share'])
  const picker = ada.client.page.getByRole('dialog')
  await picker.waitFor()
  await picker.getByRole('button', { name: 'Cancel' }).last().click()
  await expect(picker).toHaveCount(0)
  await expect(ada.call.toggleScreenShare).toHaveAttribute('aria-pressed', 'false')
})

test('an address of the web leads to its lobby when it is given to the app', async ({ start }) => {
  const ada = await start({ person: 'ada', argv: [`https://calls.example/#${code}`] })
  const question = await ada.app.nextQuestion()
  expect(question.detail).toContain('wss://calls.example/ws')
  question.answer('Use this server')
  await ada.lobby.root.waitFor()
  // There is no such server; the lobby gets a connection ready.
  ada.client.pageErrors.expect(/WebSocket connection to .* failed/)
  ada.client.pageErrors.expect(/left this computer/)
})

test('what is no link of ours leads nowhere, and is told', async ({ start }) => {
  const ada = await start({ person: 'ada' })
  const messages = ada.client.page.getByRole('region', { name: 'Messages' })
  const told = messages.getByText('That link does not lead to a call')
  for (const bad of [
    'visavis://join/../../etc/passwd',
    `visavis://join/${code}?server=javascript:alert(1)`,
    `visavis://join/${code}?server=user:password@evil.example`,
    'visavis://elsewhere/K7MQ-4QXP-9TDA',
    `visavis://join/${'A'.repeat(5_000)}`,
  ]) {
    await ada.app.openUrl(bad)
    await expect(told, bad).toBeVisible()
    await messages.getByRole('button', { name: 'Dismiss' }).click()
    await expect(told).toHaveCount(0)
  }
  await expect(ada.home.newCall).toBeVisible()
})
