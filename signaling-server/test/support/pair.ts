import { newRoom, TestClient, type SeatedClient } from './client.ts'
import type { Target } from './target.ts'

/** Two clients in one room. The first has received `peer-joined` of the second (`seq` 1). */
export async function joinPair(target: Target): Promise<[SeatedClient, SeatedClient]> {
  const room = newRoom()
  const a = await TestClient.join(target.url, room)
  const b = await TestClient.join(target.url, room)
  await a.client.next('peer-joined')
  return [a, b]
}

export async function leaveAll(...clients: TestClient[]): Promise<void> {
  for (const client of clients) client.send({ type: 'leave' })
  await Promise.all(clients.map((client) => client.closed))
}
