import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '../support/desktop/fixtures.ts'

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
