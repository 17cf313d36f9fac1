import { ackAfterMessages, ackAfterMs, type ServerMessage } from '../../src/protocol/index.ts'
import type { TestClient } from './client.ts'

/** Acknowledges as late as the protocol allows: after 16 messages or 1 s. `heard` is what came. */
export class Acknowledging {
  readonly heard: ServerMessage[] = []
  readonly #client: TestClient
  #received = 0
  #unacknowledged = 0
  #timer: NodeJS.Timeout | undefined

  constructor(client: TestClient) {
    this.#client = client
    client.socket.on('message', (data: Buffer) => {
      const message = JSON.parse(data.toString()) as ServerMessage
      this.heard.push(message)
      if ('seq' in message) this.#process(message.seq)
    })
    client.socket.on('close', () => clearTimeout(this.#timer))
  }

  /** The signals that came. */
  get signals(): Extract<ServerMessage, { type: 'signal' }>[] {
    return this.heard.filter((message) => message.type === 'signal')
  }

  #process(seq: number): void {
    this.#received = seq
    this.#unacknowledged++
    if (this.#unacknowledged >= ackAfterMessages) this.#acknowledge()
    else this.#timer ??= setTimeout(() => this.#acknowledge(), ackAfterMs)
  }

  #acknowledge(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#unacknowledged = 0
    this.#client.send({ type: 'ack', received: this.#received })
  }
}
