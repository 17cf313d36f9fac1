/**
 * npm run soak [-- --clients 2000] [--seconds 60] [--redis-only | --memory-only]
 *
 * Many clients in rooms of two, who talk, lose their connections and resume, while (with Redis) server processes are
 * killed and started again; so long with rooms in memory, and so long with Redis. In the end every signal is accounted for: heard once and in order, or its sender was told.
 */
import { parseArgs } from 'node:util'
import { newRoom } from '../support/client.ts'
import { startProgram, type Program } from '../support/program.ts'
import { hasRedis, OwnRedis } from '../support/redis.ts'
import { ReconnectingClient } from '../support/reconnecting-client.ts'

const { values } = parseArgs({
  options: {
    clients: { type: 'string', default: '2000' },
    seconds: { type: 'string', default: '60' },
    'redis-only': { type: 'boolean', default: false },
    'memory-only': { type: 'boolean', default: false },
  },
})
const pairs = Math.floor(Number(values.clients) / 2)
const seconds = Number(values.seconds)

/** Each client says something about so often, and loses its connection about so often. Seconds. */
const saysEvery = 10
const dropsEvery = 30
/** How often a server process is killed. Seconds. */
const killsEvery = 15
/** How long everything may take to arrive in the end. Milliseconds. */
const patience = 120_000

const generous = [
  '--max-connections-per-address',
  '100000',
  '--joins-per-minute',
  '1000000',
  '--resumes-per-minute',
  '1000000',
  '--log-level',
  'silent',
]

/** What one client says to its partner, and what the partner hears. */
interface Talk {
  readonly from: ReconnectingClient
  readonly to: ReconnectingClient
  readonly said: { readonly seq: number; readonly text: string }[]
  readonly heard: string[]
}

interface Tally {
  said: number
  heard: number
  told: number
}

async function main(): Promise<void> {
  if (!values['redis-only']) {
    const program = await startProgram(generous)
    await soak('in memory', [program], async () => undefined)
  }
  if (!values['memory-only'] && hasRedis()) await soakRedis()
}

async function soakRedis(): Promise<void> {
  const redis = await OwnRedis.start()
  try {
    const start = () => startProgram(['--redis-url', redis.url, ...generous])
    const programs = await Promise.all([start(), start(), start()])
    let victim = 0
    await soak('three servers and Redis', programs, async () => {
      const index = victim++ % programs.length
      const old = programs[index]
      old?.child.kill('SIGKILL')
      await old?.exited
      programs[index] = await start()
    })
  } finally {
    await redis.dispose()
  }
}

async function soak(name: string, programs: Program[], kill: () => Promise<void>): Promise<void> {
  let turn = 0
  const url = () => programs[turn++ % programs.length]?.url ?? ''
  const talks = await meet(url)
  console.log(`${name}: ${talks.length} clients in rooms of two, ${seconds} s`)
  const clients = talks.map(({ from }) => from)
  let [drops, kills] = [0, 0]
  const serial = new Map<Talk, number>()
  const timers = [
    // A tenth of a second's worth at a time.
    setInterval(() => {
      for (const talk of talks) {
        if (Math.random() > 0.1 / saysEvery) continue
        const text = `${serial.get(talk) ?? 0}`.padEnd(200)
        serial.set(talk, (serial.get(talk) ?? 0) + 1)
        talk.said.push({ seq: talk.from.signal(talk.to.seat?.self ?? '', text), text })
      }
    }, 100),
    setInterval(() => {
      for (const client of clients) {
        if (Math.random() > 0.1 / dropsEvery) continue
        drops++
        client.drop()
      }
    }, 100),
  ]
  const ends = Date.now() + seconds * 1000
  let nextKill = Date.now() + killsEvery * 1000
  while (Date.now() < ends) {
    await new Promise((resolve) => setTimeout(resolve, 250))
    if (programs.length === 1 || Date.now() < nextKill || Date.now() > ends - killsEvery * 1000) continue
    await kill()
    kills++
    nextKill = Date.now() + killsEvery * 1000
  }
  for (const timer of timers) clearInterval(timer)
  const tally = await account(talks)
  console.log(`${name}: ${drops} drops, ${kills} kills; ${JSON.stringify(tally)}: every signal accounted for`)
  await Promise.all(clients.map((client) => client.end()))
  for (const { child, exited } of programs) {
    child.kill('SIGKILL')
    await exited
  }
}

async function meet(url: () => string): Promise<Talk[]> {
  const talks: Talk[] = []
  for (let i = 0; i < pairs; i++) {
    const room = newRoom()
    const [heardByA, heardByB]: [string[], string[]] = [[], []]
    const retryMs = () => Math.random() * 500
    const a = new ReconnectingClient({ url, room, retryMs, onSignal: (_, data) => heardByA.push(data) })
    const b = new ReconnectingClient({ url, room, retryMs, onSignal: (_, data) => heardByB.push(data) })
    talks.push({ from: a, to: b, said: [], heard: heardByB }, { from: b, to: a, said: [], heard: heardByA })
    // No faster than they can be let in.
    if (i % 50 === 49)
      await Promise.all(talks.slice(-100).map(({ from }) => from.until(() => from.isReady, 'a seat')))
  }
  await Promise.all(
    talks.map(({ from }) => from.until(() => from.isReady && from.peers.length === 1, 'its peer')),
  )
  return talks
}

/** Waits until nothing is under way any more, then compares. Throws on the first signal that is not accounted for. */
async function account(talks: readonly Talk[]): Promise<Tally> {
  const tally: Tally = { said: 0, heard: 0, told: 0 }
  for (const talk of talks) {
    const { from, to, said, heard } = talk
    // A seat that was lost (it overflowed, or was away for too long) has told its peers by peer-left.
    const isTold = (seq: number) => from.refused.has(seq) || to.seatLost || from.seatLost
    const settled = () => from.seatLost || to.seatLost || heard.length + from.refused.size >= said.length
    await from.until(() => settled(), 'the last signals', patience)
    const expected = said.filter(({ seq }) => !from.refused.has(seq)).map(({ text }) => text)
    const complete = heard.every((text, i) => text === expected[i])
    if (!complete)
      throw new Error(`heard ${JSON.stringify(heard.slice(0, 5))} of ${JSON.stringify(expected.slice(0, 5))}`)
    const missing = said.filter(({ seq }, i) => i >= heard.length && !isTold(seq))
    if (missing.length > 0)
      throw new Error(`${missing.length} signals neither arrived nor were their senders told`)
    tally.said += said.length
    tally.heard += heard.length
    tally.told += said.length - heard.length
  }
  return tally
}

await main()
