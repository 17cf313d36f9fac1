import { accessibilityViolations } from '../testing/browser/accessibility-violations.ts'
import { expect, test } from '../testing/browser/fixtures.ts'
import type { User } from '../testing/browser/user.ts'
import { expectToSeeAndHear } from '../testing/browser/media-assertions.ts'

for (const colorScheme of ['light', 'dark'] as const) {
  test(`home, lobby and call have no accessibility violations known to axe, in the ${colorScheme} theme`, async ({
    server,
    openUser,
  }) => {
    const ada = await openUser({ person: 'ada', colorScheme })
    const ben = await openUser({ person: 'ben', colorScheme })
    await ada.home.open(server.url)
    expect(await accessibilityViolations(ada.client.page)).toEqual([])
    await ada.client.screenshot(`theme-${colorScheme}-home`)

    await ada.home.newCall.click()
    await ada.lobby.preview.waitFor()
    expect(await accessibilityViolations(ada.client.page)).toEqual([])
    await ada.client.screenshot(`theme-${colorScheme}-lobby`)

    await ada.lobby.enterAs('Ada')
    await ada.call.root.waitFor()
    expect(await accessibilityViolations(ada.client.page)).toEqual([])
    await ada.client.screenshot(`theme-${colorScheme}-call-alone`)

    await ben.joinCall(server.url, await ada.shownCode())
    await expectToSeeAndHear(ada, ['ben'])
    expect(await accessibilityViolations(ada.client.page)).toEqual([])
    await ada.client.screenshot(`theme-${colorScheme}-call`)

    await ada.call.hangUp.click()
    await expect(ada.ended.root).toBeVisible()
    expect(await accessibilityViolations(ada.client.page)).toEqual([])
    await ada.client.screenshot(`theme-${colorScheme}-ended`)
  })
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`no part of the settings has accessibility violations known to axe, in the ${colorScheme} theme`, async ({
    server,
    openUser,
  }) => {
    const ada = await openUser({ person: 'ada', colorScheme })
    await ada.home.open(server.url)
    await ada.settings.open()
    const sections = await ada.settings.root
      .locator('[data-section]')
      .evaluateAll((all) => all.map((one) => one.getAttribute('data-section') ?? ''))
    for (const id of sections) {
      await ada.settings.root.locator(`[data-section="${id}"]`).click()
      await expect(ada.settings.root).toHaveAttribute('data-at', id)
      expect(await accessibilityViolations(ada.client.page), id).toEqual([])
      await ada.client.screenshot(`theme-${colorScheme}-settings-${id}`)
    }
  })
}

test('it fits a mini window and a large one', async ({ server, openUser }) => {
  const ada = await openUser({ person: 'ada', viewport: { width: 360, height: 480 } })
  const ben = await openUser({ person: 'ben', viewport: { width: 1920, height: 1080 } })
  const fits = (person: User): Promise<boolean> =>
    person.client.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)
  for (const person of [ada, ben]) {
    await person.home.open(server.url)
    expect(await fits(person)).toBe(true)
    await person.client.screenshot(`size-${person.client.person}-home`)
  }
  await ada.home.newCall.click()
  await ada.lobby.preview.waitFor()
  expect(await fits(ada)).toBe(true)
  await ada.client.screenshot('size-ada-lobby')
  await ada.lobby.enterAs('Ada')
  await ada.call.root.waitFor()
  await ben.joinCall(server.url, await ada.shownCode())
  await expectToSeeAndHear(ada, ['ben'])
  await expect(ada.call.hangUp).toBeInViewport({ ratio: 1 })
  for (const person of [ada, ben]) {
    expect(await fits(person)).toBe(true)
    await person.client.screenshot(`size-${person.client.person}-call`)
  }
})
