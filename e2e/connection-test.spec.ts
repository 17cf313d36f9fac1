import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { whyWithout } from '../testing/setup/ensure-tools.ts'
import { expect, test } from '../testing/browser/fixtures.ts'
import { webClientFolder } from '../testing/paths.ts'
import { ServerProcess } from '../testing/processes/signaling-server.ts'
import { TurnServer } from '../testing/processes/turn-server.ts'

test('the connection test tells that a plain server is reached and has no relay', async ({
  server,
  openUser,
}) => {
  const ada = await openUser({ person: 'ada' })
  await ada.home.open(server.url)
  await ada.settings.open('server')
  await ada.settings.test.click()
  expect(await ada.settings.testOutcome()).toEqual(['ok', 'ok', 'ok', 'absent', 'absent'])
  await ada.client.screenshot('connection-test-without-relay')

  await server.kill()
  ada.client.pageErrors.expect(/WebSocket|ERR_CONNECTION_REFUSED/)
  await ada.settings.test.click()
  await expect
    .poll(() => ada.settings.testOutcome())
    .toEqual(['ok', 'server-unreachable', 'waiting', 'waiting', 'waiting'])
})

test('the connection test asks a real TURN server, and knows a refusal', async ({ openUser }) => {
  const without = whyWithout('turnserver')
  test.skip(without !== undefined, without)
  const secret = 'between the server and coturn'
  const turn = await TurnServer.start(secret)
  const ice = [`--stun-urls=stun:127.0.0.1:${turn.port}`, `--turn-urls=turn:127.0.0.1:${turn.port}`]
  const servers: ServerProcess[] = []
  const start = async (shared: string): Promise<ServerProcess> => {
    const server = await ServerProcess.start(0, webClientFolder, [...ice, `--turn-secret=${shared}`])
    servers.push(server)
    return server
  }
  try {
    const ada = await openUser({ person: 'ada' })
    await ada.home.open((await start(secret)).url)
    await ada.settings.open('server')
    await ada.settings.test.click()
    expect(await ada.settings.testOutcome()).toEqual(['ok', 'ok', 'ok', 'ok', 'ok'])
    await ada.client.screenshot('connection-test-good')

    await ada.home.open((await start('another secret')).url)
    await ada.settings.open('server')
    await ada.settings.test.click()
    const outcome = await ada.settings.testOutcome()
    expect(outcome.slice(0, 4)).toEqual(['ok', 'ok', 'ok', 'ok'])
    // Some versions of Chromium pass the refusal on, others stay silent until our own clock speaks.
    expect(['turn-refused', 'turn-silent']).toContain(outcome[4])
  } finally {
    for (const server of servers) await server.kill()
    await turn.stop()
  }
})

test('a private server refuses who has no token, and says where it is set', async ({ openUser }) => {
  const folder = mkdtempSync(join(tmpdir(), 'visavis-tokens-'))
  writeFileSync(join(folder, 'tokens'), 'sesame\n')
  const server = await ServerProcess.start(0, webClientFolder, [
    `--access-token-file=${join(folder, 'tokens')}`,
  ])
  try {
    const ada = await openUser({ person: 'ada' })
    await ada.home.open(server.url)
    await ada.settings.open('server')
    await ada.settings.test.click()
    expect(await ada.settings.testOutcome()).toEqual(['ok', 'ok', 'unauthorized', 'waiting', 'waiting'])
    await ada.settings.close.click()
    await ada.home.newCall.click()
    await expect(ada.errorWithCode('unauthorized')).toContainText('Settings, Server')
    // Before its server goes, from which it may still be loading something.
    await ada.client.page.close()
  } finally {
    await server.kill()
    rmSync(folder, { recursive: true, force: true })
  }
})
