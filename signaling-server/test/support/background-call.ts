import { newRoom, TestClient, type SeatedClient } from './client.ts'

/** Two ordinary people whose call must not notice what happens around them. */
export class BackgroundCall {
  readonly #a: SeatedClient
  readonly #b: SeatedClient
  #sent = 0
  #heard = 0

  private constructor(a: SeatedClient, b: SeatedClient) {
    this.#a = a
    this.#b = b
  }

  static async meet(url: string): Promise<BackgroundCall> {
    const room = newRoom()
    const a = await TestClient.join(url, room)
    const b = await TestClient.join(url, room)
    await a.client.next('peer-joined')
    return new BackgroundCall(a, b)
  }

  /** One says something, and the other hears just that, and acknowledges it. */
  async talk(): Promise<void> {
    const text = `word ${++this.#sent}`
    this.#b.client.signal(this.#sent, this.#a.joined.self, text)
    const { data, seq } = await this.#a.client.next('signal')
    if (data !== text || seq !== ++this.#heard + 1)
      throw new Error(`said "${text}", heard "${data}" as ${seq}`)
    this.#a.client.send({ type: 'ack', received: seq })
  }

  async part(): Promise<void> {
    for (const { client } of [this.#a, this.#b]) client.send({ type: 'leave' })
    await Promise.all([this.#a, this.#b].map(({ client }) => client.closed))
  }
}
