import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '../../testing/desktop/fixtures.ts'
import { webClientFolder } from '../../testing/paths.ts'
import { ServerProcess } from '../../testing/processes/signaling-server.ts'

const token = 'open sesame'

test('a private server is tested, saved with its token, and used; the token stays secret', async ({
  start,
  profile,
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'visavis-tokens-'))
  writeFileSync(join(folder, 'tokens'), `${token}\n`)
  const flags = [`--access-token-file=${join(folder, 'tokens')}`]
  const server = await ServerProcess.start(0, webClientFolder, flags)
  try {
    const ada = await start({ person: 'ada', profile })
    const { settings } = ada
    await settings.open('server')
    await settings.test.click()
    expect((await settings.testOutcome()).slice(0, 3), 'its own server').toEqual(['ok', 'ok', 'ok'])

    await settings.root.locator('[data-choice="address"]').check({ force: true })
    await settings.setting('serverUrl').fill(server.signalingUrl)
    await settings.setting('serverToken').fill('wrong')
    await settings.test.click()
    expect(await settings.testOutcome()).toEqual(['ok', 'ok', 'unauthorized', 'waiting', 'waiting'])
    await ada.client.screenshot('settings-server-unauthorized')
    await settings.setting('serverToken').fill(token)
    await settings.test.click()
    expect((await settings.testOutcome()).slice(0, 3)).toEqual(['ok', 'ok', 'ok'])
    await settings.root.getByTestId('save-server').click()
    await expect(settings.setting('serverToken')).toHaveValue('')
    await settings.test.click()
    expect((await settings.testOutcome()).slice(0, 3), 'with the token that is kept').toEqual([
      'ok',
      'ok',
      'ok',
    ])
    await settings.close.click()

    await ada.home.newCall.click()
    await ada.lobby.enterAs('Ada')
    await ada.call.root.waitFor()
    await ada.call.copyLink.click()
    await expect.poll(() => ada.app.clipboard()).toContain(`127.0.0.1:${server.port}/#`)
    const kept = readFileSync(join(profile, 'settings.json'), 'utf8')
    expect(kept).not.toContain(token)
    expect(ada.app.output()).not.toContain(token)
  } finally {
    await server.kill()
    rmSync(folder, { recursive: true, force: true })
  }
})

test('a server that is not there is told by the test, and changes nothing', async ({ start }) => {
  const ada = await start({ person: 'ada' })
  ada.app.pageErrors.expect(/WebSocket|ERR_CONNECTION_REFUSED/)
  const { settings } = ada
  await settings.open('server')
  await settings.root.locator('[data-choice="address"]').check({ force: true })
  // tcpmux: a port of this computer where nobody listens.
  await settings.setting('serverUrl').fill('ws://127.0.0.1:1/ws')
  await settings.test.click()
  expect(await settings.testOutcome()).toEqual(['ok', 'server-unreachable', 'waiting', 'waiting', 'waiting'])
  await settings.close.click()
  await ada.home.newCall.click()
  await ada.lobby.enterAs('Ada')
  await ada.call.root.waitFor()
})

test('a pasted link to another server is asked about by the app', async ({ start }) => {
  const ada = await start({ person: 'ada' })
  await ada.home.joinWithCode('https://calls.example/#K7MQ-4QXP-9TDA')
  const question = await ada.app.nextQuestion()
  expect(question.detail).toContain('calls.example')
  question.answer('Cancel')
  await expect(ada.home.newCall).toBeVisible()
})
