import { expect, test } from '../../testing/desktop/fixtures.ts'

test('the settings open from the tray, over a call too, and what is changed is there after a restart', async ({
  start,
  profile,
}) => {
  const first = await start({ person: 'ada', profile })
  await first.home.newCall.click()
  await first.lobby.enterAs('Ada')
  await first.call.root.waitFor()
  await first.app.chooseInTray('Settings')
  await expect(first.settings.root).toBeVisible()
  await expect(first.call.root).toBeVisible()
  await first.settings.go('windows')
  await first.settings.setting('miniWindow').click()
  await expect(first.settings.setting('miniWindow')).toHaveAttribute('aria-checked', 'false')
  await first.settings.go('media')
  await first.settings.setting('autoGainControl').click()
  await first.client.screenshot('settings-over-call')
  await first.settings.close.click()
  await first.call.hangUp.click()
  await first.ended.root.waitFor()
  await first.app.quit()
  expect(await first.app.ended).toBe(0)

  const second = await start({ person: 'ada', profile })
  await second.settings.open('windows')
  await expect(second.settings.setting('miniWindow')).toHaveAttribute('aria-checked', 'false')
  await second.settings.go('media')
  await expect(second.settings.setting('autoGainControl')).toHaveAttribute('aria-checked', 'false')
  await second.settings.go('about')
  await second.settings.root.getByTestId('show-licences').click()
  await expect(second.settings.root.getByTestId('licences')).toContainText('MIT')
  await second.client.screenshot('settings-about')
})
