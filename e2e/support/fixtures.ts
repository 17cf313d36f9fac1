import { join } from 'node:path'
import { expect, test as base } from 'playwright/test'
import { Client, type ClientOptions } from './browser/client.ts'
import { screenshotFolder } from './paths.ts'
import { ServerProcess } from './server.ts'

interface Fixtures {
  /** Starts a person's browser; closed, and asked for complaints, when the test ends. */
  readonly launch: (options: ClientOptions) => Promise<Client>
  /** A signaling server of the test's own, with the web client on it. */
  readonly server: ServerProcess
  /** Keeps a picture of the page under this name. */
  readonly screenshot: (client: Client, name: string) => Promise<void>
}

export const test = base.extend<Fixtures>({
  launch: async ({}, use) => {
    const clients: Client[] = []
    await use(async (options) => {
      const client = await Client.launch(options)
      clients.push(client)
      return client
    })
    const complaints = clients.map((client) => [client.person, client.problems.unexpected()] as const)
    await Promise.all(clients.map((client) => client.close()))
    for (const [person, seen] of complaints) expect(seen, `complaints of ${person}'s page`).toEqual([])
  },

  server: async ({}, use) => {
    const server = await ServerProcess.start()
    await use(server)
    await server.kill()
  },

  screenshot: async ({}, use) => {
    await use(async (client, name) => {
      await client.page.screenshot({ path: join(screenshotFolder, `${name}.png`) })
    })
  },
})

export { expect }
