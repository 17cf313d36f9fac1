import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ask } from '../../testing/desktop/bridge.ts'
import { expect, test } from '../../testing/desktop/fixtures.ts'

test('what was chosen is there again after a restart', async ({ start, profile }) => {
  const first = await start({ person: 'ada', profile })
  await first.home.newCall.click()
  await first.lobby.enterAs('Ada Lovelace')
  await first.call.hangUp.click()
  await first.ended.root.waitFor()
  await first.app.quit()
  expect(await first.app.ended).toBe(0)
  expect(readFileSync(join(profile, 'settings.json'), 'utf8')).toContain('"Ada Lovelace"')

  const second = await start({ person: 'ada', profile })
  await second.home.newCall.click()
  await expect(second.lobby.name).toHaveValue('Ada Lovelace')
})

test('a corrupt settings file is kept aside, and the person is told', async ({ start, profile }) => {
  writeFileSync(join(profile, 'settings.json'), '{"version":1,"server":{"mode":')
  const ada = await start({ person: 'ada', profile })
  await expect(ada.client.page.getByText(/settings could not be read/).first()).toBeVisible()
  await ada.client.screenshot('settings-reset')
  const kept = readdirSync(profile).filter((name) => /^settings-\d{8}T\d{6}Z\.json$/.test(name))
  expect(kept).toHaveLength(1)
  expect(readFileSync(join(profile, kept[0] ?? ''), 'utf8')).toContain('"mode":')
})

test('the theme that is set is the theme of the windows', async ({ start, profile }) => {
  const preferences = { theme: 'dark', language: 'de' }
  writeFileSync(join(profile, 'settings.json'), JSON.stringify({ version: 1, preferences }))
  const ada = await start({ person: 'ada', profile })
  expect(await ada.app.themeSource()).toBe('dark')
  await ada.client.screenshot('home-dark-german')
  await expect(ada.client.page.locator('html')).toHaveAttribute('lang', /^de/)
})

test('settings of an older version are brought up, and written back as they are now', async ({
  start,
  profile,
}) => {
  const file = join(profile, 'settings.json')
  const window = { x: 40, y: 30, width: 900, height: 640, maximized: false }
  writeFileSync(file, JSON.stringify({ version: 1, window, preferences: { name: 'Ada of old' } }))
  const ada = await start({ person: 'ada', profile })
  expect((await ada.app.windows())[0]?.bounds).toEqual({ x: 40, y: 30, width: 900, height: 640 })
  await ada.home.newCall.click()
  await expect(ada.lobby.name).toHaveValue('Ada of old')
  await ask(ada.client.page, 'changeDesktopOptions', { miniWindow: false })
  // The page of the stand-in is there a moment longer than the app and its server.
  ada.client.pageErrors.expect(/WebSocket connection to .* failed/)
  await ada.app.quit()
  expect(await ada.app.ended).toBe(0)
  const written = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>
  expect(written).toMatchObject({ version: 2, miniWindow: false, window: { width: 900, state: 'normal' } })
  expect(readdirSync(profile).filter((name) => /^settings-/.test(name))).toEqual([])
})

test('settings of a newer version are kept aside, not overwritten', async ({ start, profile }) => {
  const newer = JSON.stringify({ version: 99, future: 'bright' })
  writeFileSync(join(profile, 'settings.json'), newer)
  const ada = await start({ person: 'ada', profile })
  await expect(ada.client.page.getByText(/settings could not be read/).first()).toBeVisible()
  const [kept] = readdirSync(profile).filter((name) => /^settings-\d{8}T\d{6}Z\.json$/.test(name))
  expect(readFileSync(join(profile, kept ?? ''), 'utf8')).toBe(newer)
})

test('an access token is used and never written down as it is', async ({ start, profile }) => {
  const url = 'ws://127.0.0.1:9/ws'
  const token = 'open sesame'
  const ada = await start({ person: 'ada', profile })
  const { server } = await ask(ada.client.page, 'changeDesktopOptions', {
    server: { mode: 'address', url, token },
  })
  expect(server).toMatchObject({ mode: 'address', url, hasToken: true })
  expect(JSON.stringify(server)).not.toContain(token)
  expect((await ask(ada.client.page, 'getServer')).accessToken).toBe(token)
  await ada.app.quit()
  await ada.app.ended
  expect(readFileSync(join(profile, 'settings.json'), 'utf8')).not.toContain(token)
})
