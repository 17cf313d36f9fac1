import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright'
import type { DesktopUser } from '../../testing/desktop/fixtures.ts'
import { accessibilityViolations } from '../../testing/browser/accessibility-violations.ts'
import { expect, test } from '../../testing/desktop/fixtures.ts'
import type { Client } from '../../testing/browser/client.ts'
import {
  expectMovingPictureOf,
  expectSteady,
  expectToSeeAndHear,
  watchDuring,
} from '../../testing/browser/media-assertions.ts'
import { screenshotFolder } from '../../testing/paths.ts'

/** Ada in the desktop app and a guest in a browser, in a call that Ada made. */
async function meet(
  ada: DesktopUser,
  launch: (options: { person: 'ben' }) => Promise<Client>,
): Promise<Client> {
  await ada.home.newCall.click()
  await ada.lobby.enterAs('Ada')
  await ada.call.copyLink.click()
  await expect.poll(() => ada.app.clipboard()).toContain('/#')
  const guest = await launch({ person: 'ben' })
  await guest.page.goto(await ada.app.clipboard())
  await guest.page.getByTestId('enter-call').click()
  await expectToSeeAndHear(ada, ['ben'])
  return guest
}

const shoot = (page: Page, name: string) =>
  page.screenshot({ path: join(screenshotFolder, `desktop-${name}.png`) })

test('minimised in a call, the mini window shows the other, moving, and its buttons work', async ({
  start,
  launch,
}) => {
  const ada = await start({ person: 'ada' })
  const guest = await meet(ada, launch)
  expect(await ada.app.windows()).toHaveLength(1)

  await ada.app.minimize()
  const mini = await ada.app.companion('mini')
  await expectMovingPictureOf(mini.getByTestId('mini-video'), 'ben')
  await shoot(mini, 'mini-window')
  // axe finds no page at all in a window that has just come.
  await expect(async () => expect(await accessibilityViolations(mini)).toEqual([])).toPass()
  expect(await ada.app.windows()).toMatchObject([
    { minimized: true },
    {
      visible: true,
      focused: false,
      alwaysOnTop: true,
      onAllWorkspaces: process.platform !== 'win32',
      url: 'app://visavis/companion.html',
    },
  ])

  await mini.getByTestId('toggle-microphone').click()
  await expect(ada.call.toggleMicrophone).toHaveAttribute('aria-pressed', 'false')
  await mini.getByTestId('toggle-camera').click()
  await expect(guest.page.locator('[data-avatar]')).toBeVisible()
  await mini.getByTestId('toggle-camera').click()

  const closed = mini.waitForEvent('close')
  const theirs = guest.page.getByTestId('remote-video')
  await expectMovingPictureOf(theirs, 'ada')
  const report = await watchDuring(theirs, async () => {
    await mini.getByTestId('back-to-call').click()
    await closed
    await expectMovingPictureOf(theirs, 'ada')
  })
  expectSteady(report)
  await expect
    .poll(() => ada.app.windows())
    .toMatchObject([{ minimized: false, visible: true, focused: true }])
  await expectToSeeAndHear(ada, ['ben'])

  await ada.app.minimize()
  const again = await ada.app.companion('mini')
  const gone = again.waitForEvent('close')
  await again.getByTestId('hang-up').click()
  await gone
  await expect(guest.page.getByTestId('remote-video')).toHaveCount(0)
})

test('closed by the person, the mini window comes back the next time only', async ({ start, launch }) => {
  const ada = await start({ person: 'ada' })
  await meet(ada, launch)
  await ada.app.minimize()
  const mini = await ada.app.companion('mini')
  await mini.close()
  await expect.poll(() => ada.app.windows()).toHaveLength(1)
  await ada.app.restore()
  await ada.app.minimize()
  await expectMovingPictureOf((await ada.app.companion('mini')).getByTestId('mini-video'), 'ben')
  await ada.app.restore()
  await expect.poll(() => ada.app.windows()).toHaveLength(1)
})

test('there is no mini window outside a call, nor when it is switched off', async ({ start, profile }) => {
  writeFileSync(join(profile, 'settings.json'), JSON.stringify({ version: 1, miniWindow: false }))
  const ada = await start({ person: 'ada', profile })
  await ada.app.minimize()
  await ada.app.restore()
  await ada.home.newCall.click()
  await ada.lobby.enterAs('Ada')
  await ada.call.root.waitFor()
  await ada.app.minimize()
  // Whatever the page was told before this question, it has acted upon.
  await expect(ada.call.toggleMicrophone).toHaveAttribute('aria-pressed', 'true')
  expect(await ada.app.windows()).toHaveLength(1)
})
