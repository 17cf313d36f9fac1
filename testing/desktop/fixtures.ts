import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test as base } from '../browser/fixtures.ts'
import { screenshotFolder } from '../paths.ts'
import { Person, type Seat } from '../browser/user.ts'
import type { DesktopApp, DesktopOptions } from './desktop-app.ts'
import { launchDesktop } from './launch-desktop.ts'

/** Printed once a worker, so that a report says on which of the two it rests. */
let announced = false

/** A person at the desktop app. */
export class DesktopPerson extends Person<Seat> {
  readonly app: DesktopApp

  constructor(app: DesktopApp, seat: Seat) {
    super(seat)
    this.app = app
  }
}

export interface DesktopFixtures {
  /** A folder for an app's settings that outlives the app, so that it can be started again. */
  readonly profile: string
  /** Starts a person's desktop app; ended, and asked for complaints, when the test ends. */
  readonly start: (options: DesktopOptions) => Promise<DesktopPerson>
  /** The same for an app that shows no window yet: `person` waits until it does. */
  readonly startHidden: (options: DesktopOptions) => Promise<HiddenDesktop>
}

interface HiddenDesktop {
  readonly app: DesktopApp
  readonly person: () => Promise<DesktopPerson>
}

export const test = base.extend<DesktopFixtures>({
  profile: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'visavis-profile-'))
    await use(folder)
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  },

  start: async ({ startHidden }, use) => {
    await use(async (options) => (await startHidden(options)).person())
  },

  // Depends on these so that apps end before the screens their windows stand on and the folders they write to.
  startHidden: async ({ openScreen: _screens, profile: _profile }, use, testInfo) => {
    const started: { app: DesktopApp; complaints: () => readonly string[] }[] = []
    await use(async (options) => {
      const app = await launchDesktop(options)
      started.push({ app, complaints: () => app.problems.unexpected() })
      if (!announced)
        console.log(`The desktop suites run in ${app.kind === 'electron' ? 'Electron' : 'the stand-in'}.`)
      announced = true
      testInfo.annotations.push({ type: 'desktop', description: app.kind })
      return { app, person: () => personAt(app, options) }
    })
    for (const { app, complaints } of started) {
      if (testInfo.status !== testInfo.expectedStatus) {
        await testInfo.attach('app-output', { body: app.output(), contentType: 'text/plain' })
      }
      const seen = complaints()
      await app.kill()
      expect.soft(seen, 'complaints of the app’s page').toEqual([])
    }
  },
})

async function personAt(app: DesktopApp, { person }: DesktopOptions): Promise<DesktopPerson> {
  const page = await app.firstWindow()
  await page.getByTestId('new-call').or(page.getByTestId('lobby')).waitFor()
  return new DesktopPerson(app, {
    person,
    page,
    problems: app.problems,
    screenshot: async (name) => {
      await page.screenshot({ path: join(screenshotFolder, `desktop-${name}.png`) })
    },
  })
}

export { expect }
