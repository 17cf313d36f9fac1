import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test as base } from '../browser/fixtures.ts'
import { screenshotFolder } from '../paths.ts'
import { User, type UserClient } from '../browser/user.ts'
import type { DesktopApp, DesktopOptions } from './desktop-app.ts'
import { launchDesktop } from './launch-desktop.ts'

/** Printed once per worker, so that the report says whether Electron or the stand-in was tested. */
let announced = false

/** A user of the desktop app. */
export class DesktopUser extends User<UserClient> {
  readonly app: DesktopApp

  constructor(app: DesktopApp, seat: UserClient) {
    super(seat)
    this.app = app
  }
}

export interface DesktopFixtures {
  /** A folder for an app's settings that outlives the app, so that it can be started again. */
  readonly profile: string
  /** Starts a user's desktop app. When the test ends, it is ended, and unexpected page errors fail the test. */
  readonly start: (options: DesktopOptions) => Promise<DesktopUser>
  /** The same for an app that shows no window yet: `user` waits until it does. */
  readonly startHidden: (options: DesktopOptions) => Promise<HiddenDesktop>
}

interface HiddenDesktop {
  readonly app: DesktopApp
  readonly user: () => Promise<DesktopUser>
}

export const test = base.extend<DesktopFixtures>({
  profile: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'visavis-profile-'))
    await use(folder)
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  },

  start: async ({ startHidden }, use) => {
    await use(async (options) => (await startHidden(options)).user())
  },

  // Depends on these, so that apps end before the screens that show their windows and the folders they write to.
  startHidden: async ({ openScreen: _screens, profile: _profile }, use, testInfo) => {
    const started: { app: DesktopApp; errors: () => readonly string[] }[] = []
    await use(async (options) => {
      const app = await launchDesktop(options)
      started.push({ app, errors: () => app.pageErrors.unexpected() })
      if (!announced)
        console.log(`The desktop suites run in ${app.kind === 'electron' ? 'Electron' : 'the stand-in'}.`)
      announced = true
      testInfo.annotations.push({ type: 'desktop', description: app.kind })
      return { app, user: () => userOf(app, options) }
    })
    for (const { app, errors } of started) {
      if (testInfo.status !== testInfo.expectedStatus) {
        await testInfo.attach('app-output', { body: app.output(), contentType: 'text/plain' })
      }
      const seen = errors()
      await app.kill()
      expect.soft(seen, 'unexpected errors on the app’s page').toEqual([])
    }
  },
})

async function userOf(app: DesktopApp, { person }: DesktopOptions): Promise<DesktopUser> {
  const page = await app.firstWindow()
  await page.getByTestId('new-call').or(page.getByTestId('lobby')).waitFor()
  return new DesktopUser(app, {
    person,
    page,
    pageErrors: app.pageErrors,
    screenshot: async (name) => {
      await page.screenshot({ path: join(screenshotFolder, `desktop-${name}.png`) })
    },
  })
}

export { expect }
