/** The load generator: a process of its own, told by its parent what to do (see `Order`) and answering each order. */
import type { Socket } from 'node:net'
import { WebSocket } from 'ws'
import { dialectFor, newRun, type Dialect } from './dialects.ts'
import type { Contender } from './servers.ts'

export type Order =
  /** Connects so many clients in pairs, and waits until each pair has found itself. */
  | { readonly do: 'connect'; readonly contender: Contender; readonly url: string; readonly clients: number }
  /** Every pair exchanges offer, answer and candidates so many times, as fast as it goes. */
  | { readonly do: 'saturate'; readonly times: number }
  /** One pair after the other does, so that it comes to so many messages a second in all, for so long. */
  | { readonly do: 'pace'; readonly perSecond: number; readonly seconds: number }
  | { readonly do: 'disconnect' }

export interface Answer {
  readonly messages: number
  readonly seconds: number
  /** Milliseconds, ascending. */
  readonly latencies: readonly number[]
}

/** Offer and answer are about 3 KB, a candidate about 200 B, and there are 20 of those in a pair. */
const offer = 'o'.repeat(3_000)
const answer = 'a'.repeat(3_000)
const candidate = 'c'.repeat(200)
const candidatesEach = 10
const messagesPerExchange = 2 + 2 * candidatesEach
/** At the paced load. Milliseconds. */
const candidateEveryMs = 20

/** docs/protocol.md: acknowledge at the latest after 16 messages or 1 s. Milliseconds. */
const concludeAfterMs = 1_000

class Client {
  readonly dialect: Dialect
  readonly socket: WebSocket
  onText: (text: string) => void = () => undefined
  onReady: () => void = () => undefined
  /** What `socket` runs over. */
  #stream: Socket | undefined
  #concluding: NodeJS.Timeout | undefined

  constructor(dialect: Dialect) {
    this.dialect = dialect
    this.socket = new WebSocket(dialect.address, [...dialect.protocols], { perMessageDeflate: false })
    this.socket.on('upgrade', ({ socket }) => (this.#stream = socket))
    this.socket.on('open', () => {
      for (const frame of dialect.hello) this.#send(frame)
      if (dialect.isReady) this.onReady()
    })
    this.socket.on('message', (data: Buffer) => {
      const { answers, text } = dialect.read(data.toString())
      for (const frame of answers ?? []) this.#send(frame)
      // Being ready once more changes nothing for who waits for it.
      if (dialect.isReady) this.onReady()
      if (text !== undefined) this.onText(text)
      if (dialect.conclude) this.#concluding ??= setTimeout(() => this.#conclude(), concludeAfterMs)
    })
    this.socket.on('error', (cause) => {
      throw cause
    })
  }

  say(text: string): void {
    this.#send(this.dialect.write(text))
  }

  /**
   * What a client says at once leaves in one write: it is the server that shall be busy, and a write for each message
   * takes this process longer than any of the servers takes for the message.
   */
  #send(frame: string): void {
    if (this.#stream?.writableCorked === 0) {
      this.#stream.cork()
      process.nextTick(uncork, this.#stream)
    }
    this.socket.send(frame)
  }

  #conclude(): void {
    this.#concluding = undefined
    const frame = this.dialect.conclude?.()
    if (frame !== undefined && this.socket.readyState === WebSocket.OPEN) this.#send(frame)
  }
}

function uncork(stream: Socket): void {
  stream.uncork()
}

let clients: Client[] = []

function pairs(): [Client, Client][] {
  return clients.flatMap((client, i) => {
    const other = clients[i + 1]
    return i % 2 === 0 && other ? [[client, other]] : []
  })
}

async function connect(contender: Contender, url: string, count: number): Promise<void> {
  const run = newRun()
  // A hundred at a time: what is measured is not the backlog of a listening socket.
  for (let at = 0; at < count; at += 100) {
    const some = Array.from({ length: Math.min(100, count - at) }, (_, i) => {
      const client = new Client(dialectFor(contender, url, run, at + i))
      const ready = new Promise<void>((resolve) => (client.onReady = resolve))
      clients.push(client)
      return ready
    })
    await Promise.all(some)
  }
}

async function saturate(times: number): Promise<Answer> {
  const expected = pairs().length * times * messagesPerExchange
  let heard = 0
  const from = performance.now()
  await new Promise<void>((resolve) => {
    for (const [a, b] of pairs()) {
      let left = times
      let candidates = 0
      const hear = () => {
        if (++heard === expected) resolve()
      }
      const trickle = (client: Client) => {
        for (let n = 0; n < candidatesEach; n++) client.say(candidate)
      }
      const next = () => {
        candidates = 0
        if (left-- > 0) a.say(offer)
      }
      const hearCandidate = () => {
        hear()
        if (++candidates === 2 * candidatesEach) next()
      }
      b.onText = (text) => {
        if (!text.startsWith('o')) return hearCandidate()
        hear()
        b.say(answer)
        trickle(b)
      }
      a.onText = (text) => {
        if (!text.startsWith('a')) return hearCandidate()
        hear()
        trickle(a)
      }
      next()
    }
  })
  return { messages: expected, seconds: (performance.now() - from) / 1000, latencies: [] }
}

/** Exchanges begin evenly; in each, the two trickle their candidates as a browser does that finds them one by one. */
async function pace(perSecond: number, seconds: number): Promise<Answer> {
  const latencies: number[] = []
  const stamped = (client: Client, what: string) => client.say(`${performance.now()}|${what}`)
  const trickle = (client: Client) => {
    for (let n = 0; n < candidatesEach; n++) {
      setTimeout(stamped, (n + 1) * candidateEveryMs, client, candidate)
    }
  }
  const hear = (text: string) => {
    latencies.push(performance.now() - Number(text.slice(0, text.indexOf('|'))))
    return text.slice(text.indexOf('|') + 1)
  }
  const all = pairs()
  for (const [a, b] of all) {
    a.onText = hear
    b.onText = (text) => {
      if (hear(text) !== offer) return
      stamped(b, answer)
      trickle(b)
    }
  }
  const exchanges = Math.floor((perSecond * seconds) / messagesPerExchange)
  const from = performance.now()
  let begun = 0
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      const due = ((performance.now() - from) / 1000) * (perSecond / messagesPerExchange)
      for (; begun < Math.min(due, exchanges); begun++) {
        const [a] = all[begun % all.length] ?? []
        if (!a) continue
        stamped(a, offer)
        trickle(a)
      }
      if (latencies.length < exchanges * messagesPerExchange) return
      clearInterval(timer)
      resolve()
    }, 1)
  })
  latencies.sort((a, b) => a - b)
  return { messages: latencies.length, seconds: (performance.now() - from) / 1000, latencies }
}

async function disconnect(): Promise<void> {
  const closed = clients.map(({ socket }) => new Promise((resolve) => socket.once('close', resolve)))
  for (const { socket } of clients) socket.terminate()
  await Promise.all(closed)
  clients = []
}

async function obey(order: Order): Promise<Answer> {
  const nothing = { messages: 0, seconds: 0, latencies: [] }
  if (order.do === 'saturate') return saturate(order.times)
  if (order.do === 'pace') return pace(order.perSecond, order.seconds)
  if (order.do === 'connect') await connect(order.contender, order.url, order.clients)
  else await disconnect()
  return nothing
}

process.on('message', (order: Order) => {
  void obey(order).then((result) => process.send?.(result))
})
process.on('disconnect', () => process.exit())
