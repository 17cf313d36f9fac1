import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { whyWithout } from '../../scripts/ensure-tools.ts'
import { expect, test } from '../support/desktop/fixtures.ts'
import { distance, rgb } from '../support/desktop/colours.ts'
import { screenPatterns } from '../support/media/people.ts'
import { look } from '../support/senses.ts'

const without = whyWithout('Xvfb', 'display')
test.skip(without !== undefined, without)

test('a screen picked in the app arrives at the other side; a cancelled choice shares nothing', async ({
  start,
  launch,
  openScreen,
  profile,
}) => {
  test.setTimeout(120_000)
  const screen = await openScreen()
  await screen.paint('screen-dusk')
  // A window that leaves the right half of the screen, and the pattern there, to be seen.
  const window = { x: 0, y: 0, width: 600, height: 560, maximized: false }
  writeFileSync(join(profile, 'settings.json'), JSON.stringify({ version: 1, window }))
  const ada = await start({ person: 'ada', profile, display: screen.display })
  await ada.home.newCall.click()
  await ada.lobby.enterAs('Ada')
  await ada.call.copyLink.click()
  await expect.poll(() => ada.app.clipboard()).toContain('/#')
  const guest = await launch({ person: 'ben' })
  await guest.page.goto(await ada.app.clipboard())
  await guest.page.getByTestId('enter-call').click()
  await expect.poll(() => ada.call.connectionStates()).toEqual(['connected'])

  const picker = ada.client.page.getByRole('dialog')
  await ada.call.toggleScreenShare.click()
  await picker.waitFor()
  await ada.client.screenshot('share-picker')
  await picker.getByRole('button', { name: 'Cancel' }).last().click()
  await expect(picker).toHaveCount(0)
  await expect(ada.call.toggleScreenShare).toHaveAttribute('aria-pressed', 'false')

  await ada.call.toggleScreenShare.click()
  await picker.getByText('Entire screen').click()
  await picker.getByRole('button', { name: 'Share' }).click()
  await expect(ada.call.toggleScreenShare).toHaveAttribute('aria-pressed', 'true')
  const received = guest.page.getByTestId('screen-video')
  await expect(received).toHaveCount(1)
  const expected = rgb(screenPatterns['screen-dusk'].quadrants[3])
  await expect
    .poll(async () => distance((await look(received)).quadrants[3] ?? [255, 255, 255], expected))
    .toBeLessThan(60)
})
