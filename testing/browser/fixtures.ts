import { writeFileSync } from 'node:fs'
import { expect, test as base, type TestInfo } from 'playwright/test'
import { Client, type ClientOptions } from './client.ts'
import { User } from './user.ts'
import { VirtualScreen } from '../processes/virtual-screen.ts'
import { ServerProcess } from '../processes/signaling-server.ts'

export interface Fixtures {
  /** Opens a virtual X screen for windows. */
  readonly openScreen: () => Promise<VirtualScreen>
  /** Starts a user's browser. When the test ends, it is closed, and unexpected page errors fail the test. */
  readonly launch: (options: ClientOptions) => Promise<Client>
  /** As `launch`, with the page objects of the web client. */
  readonly openUser: (options: ClientOptions) => Promise<User>
  /** A signaling server for this test only; it also serves the web client. */
  readonly server: ServerProcess
}

export const test = base.extend<Fixtures>({
  openScreen: async ({}, use) => {
    const screens: VirtualScreen[] = []
    await use(async () => {
      const screen = await VirtualScreen.open()
      screens.push(screen)
      return screen
    })
    for (const screen of screens) await screen.close()
  },

  // Depends on openScreen and server, so that browsers are closed before the screens and the server.
  launch: async ({ openScreen: _screens, server: _server }, use, testInfo) => {
    const clients: Client[] = []
    await use(async (options) => {
      const client = await Client.launch(options)
      clients.push(client)
      return client
    })
    if (testInfo.status !== testInfo.expectedStatus) await keepEvidence(clients, testInfo)
    const errors = clients.map((client) => [client.person, client.pageErrors.unexpected()] as const)
    await Promise.all(clients.map((client) => client.close()))
    for (const [person, seen] of errors)
      expect.soft(seen, `unexpected errors on ${person}'s page`).toEqual([])
  },

  openUser: async ({ launch }, use) => {
    await use(async (options) => new User(await launch(options)))
  },

  server: async ({}, use) => {
    const server = await ServerProcess.start()
    await use(server)
    await server.kill()
  },
})

/** Saves a screenshot and the console output of each page of a failed test, beside its other results. */
async function keepEvidence(clients: readonly Client[], testInfo: TestInfo): Promise<void> {
  for (const { page, person, console: said } of clients) {
    writeFileSync(testInfo.outputPath(`${person}-console.txt`), said.join('\n'))
    if (page.isClosed()) continue
    const path = testInfo.outputPath(`${person}.png`)
    await page.screenshot({ path, timeout: 5000 }).then(
      () => testInfo.attach(person, { path, contentType: 'image/png' }),
      // A crashed page has no screenshot. The failure of the test itself is what counts.
      (error: unknown) => testInfo.attach(`${person}-no-picture`, { body: String(error) }),
    )
  }
}

export { expect }
