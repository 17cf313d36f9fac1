import { writeFileSync } from 'node:fs'
import { expect, test as base, type TestInfo } from 'playwright/test'
import { Client, type ClientOptions } from './client.ts'
import { Person } from './user.ts'
import { Screen } from '../processes/virtual-screen.ts'
import { ServerProcess } from '../processes/signaling-server.ts'

export interface Fixtures {
  /** Opens a computer screen to put windows on. */
  readonly openScreen: () => Promise<Screen>
  /** Starts a person's browser; closed, and asked for complaints, when the test ends. */
  readonly launch: (options: ClientOptions) => Promise<Client>
  /** As `launch`, with the web client's pages at hand. */
  readonly arrive: (options: ClientOptions) => Promise<Person>
  /** A signaling server of the test's own, with the web client on it. */
  readonly server: ServerProcess
}

export const test = base.extend<Fixtures>({
  openScreen: async ({}, use) => {
    const screens: Screen[] = []
    await use(async () => {
      const screen = await Screen.open()
      screens.push(screen)
      return screen
    })
    for (const screen of screens) await screen.close()
  },

  // Depends on openScreen and server so that browsers are closed before what they stand on goes away.
  launch: async ({ openScreen: _screens, server: _server }, use, testInfo) => {
    const clients: Client[] = []
    await use(async (options) => {
      const client = await Client.launch(options)
      clients.push(client)
      return client
    })
    if (testInfo.status !== testInfo.expectedStatus) await keepEvidence(clients, testInfo)
    const complaints = clients.map((client) => [client.person, client.problems.unexpected()] as const)
    await Promise.all(clients.map((client) => client.close()))
    for (const [person, seen] of complaints) expect.soft(seen, `complaints of ${person}'s page`).toEqual([])
  },

  arrive: async ({ launch }, use) => {
    await use(async (options) => new Person(await launch(options)))
  },

  server: async ({}, use) => {
    const server = await ServerProcess.start()
    await use(server)
    await server.kill()
  },
})

/** What each page showed and said when a test failed, next to the test's other results. */
async function keepEvidence(clients: readonly Client[], testInfo: TestInfo): Promise<void> {
  for (const { page, person, console: said } of clients) {
    writeFileSync(testInfo.outputPath(`${person}-console.txt`), said.join('\n'))
    if (page.isClosed()) continue
    const path = testInfo.outputPath(`${person}.png`)
    await page.screenshot({ path, timeout: 5000 }).then(
      () => testInfo.attach(person, { path, contentType: 'image/png' }),
      // A page that has crashed cannot be painted; the test's own failure is what counts.
      (error: unknown) => testInfo.attach(`${person}-no-picture`, { body: String(error) }),
    )
  }
}

export { expect }
