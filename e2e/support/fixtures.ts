import { expect, test as base } from 'playwright/test'
import { Client, type ClientOptions } from './browser/client.ts'
import { Person } from './person.ts'
import { ServerProcess } from './server.ts'

interface Fixtures {
  /** Starts a person's browser; closed, and asked for complaints, when the test ends. */
  readonly launch: (options: ClientOptions) => Promise<Client>
  /** As `launch`, with the web client's pages at hand. */
  readonly arrive: (options: ClientOptions) => Promise<Person>
  /** A signaling server of the test's own, with the web client on it. */
  readonly server: ServerProcess
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

  arrive: async ({ launch }, use) => {
    await use(async (options) => new Person(await launch(options)))
  },

  server: async ({}, use) => {
    const server = await ServerProcess.start()
    await use(server)
    await server.kill()
  },
})

export { expect }
