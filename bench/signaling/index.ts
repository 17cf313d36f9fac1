/**
 * npm run bench:signaling [-- --json] [--rounds 3] [--clients 1000,5000] [--only ours,floor]
 *
 * Ours, in memory and over Redis, beside the bare relay and three servers people use instead: all in one run, taking
 * turns, each in a process of its own and the load in another.
 */
import { execFileSync, fork, type ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { hasRedis, OwnRedis } from '../../signaling-server/test/support/redis.ts'
import type { Answer, Order } from './load.ts'
import { startServer, type Contender } from './servers.ts'

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '3' },
    clients: { type: 'string', default: '1000,5000' },
    only: { type: 'string' },
  },
})
const all: Contender[] = ['ours', 'floor', 'ours-redis', 'peerjs', 'socketio', 'y-webrtc']
const rounds = Number(values.rounds)
const sizes = values.clients.split(',').map(Number)

/** The peers, in versions of the day this was written; not dependencies of anything that is shipped. */
const peerPackages = ['peer@1.0.2', 'express@5.3.0', 'socket.io@4.8.4', 'y-webrtc@10.3.0', 'ws@8.23.0']
const peersFolder = fileURLToPath(new URL('../../.cache/bench-peers', import.meta.url))

interface Measured {
  /** At saturation. */
  readonly messagesPerSecond: number
  readonly cpuSecondsPer10k: number
  /** At the paced load. Milliseconds. */
  readonly p50: number
  readonly p99: number
  readonly idleBytesPerConnection: number
}

/** Clients that come and go before anything is measured. */
const acquaintances = 400

/** What was going on has come to its end: acknowledgements are sent, buffers given back. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 2_000))

const paced = { perSecond: 2_000, seconds: 10 }

/** Of all pairs together, in the measured storm: enough for collections of garbage to average out. */
const exchanges = 30_000

async function main(): Promise<void> {
  const contenders = values.only ? (values.only.split(',') as Contender[]) : all.filter(available)
  const redis = contenders.includes('ours-redis') ? await OwnRedis.start() : undefined
  const results = new Map<string, Measured[]>()
  try {
    for (const clients of sizes) {
      for (let round = 0; round < rounds; round++) {
        // Every other round in the opposite order: a machine that slows down or warms up favours nobody.
        for (const contender of round % 2 === 0 ? contenders : contenders.toReversed()) {
          const measured = await measure(contender, clients, redis?.url)
          const key = `${clients} ${contender}`
          results.set(key, [...(results.get(key) ?? []), measured])
          process.stderr.write(
            `${clients} clients, round ${round + 1}, ${contender}: ${JSON.stringify(measured)}\n`,
          )
        }
      }
    }
  } finally {
    await redis?.dispose()
  }
  report(contenders, results)
}

function available(contender: Contender): boolean {
  if (contender === 'ours' || contender === 'floor') return true
  if (contender === 'ours-redis') return hasRedis()
  if (existsSync(`${peersFolder}/node_modules/y-webrtc`)) return true
  mkdirSync(peersFolder, { recursive: true })
  try {
    const what = ['install', '--no-audit', '--no-fund', '--no-save', '--prefix', peersFolder, ...peerPackages]
    execFileSync('npm', what, { stdio: 'pipe' })
    return true
  } catch {
    process.stderr.write(`Left out: ${contender}, for its package cannot be installed here\n`)
    return false
  }
}

async function measure(
  contender: Contender,
  clients: number,
  redisUrl: string | undefined,
): Promise<Measured> {
  const server = await startServer(contender, { peersFolder, redisUrl })
  // The server is asked how quick it is, so the load collects its own garbage as rarely as it can.
  const execArgv = ['--max-semi-space-size=128', '--initial-old-space-size=2048', '--import', 'tsx']
  const load = fork(fileURLToPath(new URL('./load.ts', import.meta.url)), { execArgv })
  try {
    // What a connection takes is asked, not what an engine takes to get to know a program: some come and go before.
    await ask(load, { do: 'connect', contender, url: server.url, clients: acquaintances })
    await ask(load, { do: 'disconnect' })
    await settle()
    const empty = server.residentBytes()
    await ask(load, { do: 'connect', contender, url: server.url, clients })
    await settle()
    const idleBytesPerConnection = (server.residentBytes() - empty) / clients

    // A server runs for months: what its engine spends on getting to know the program, and on memory touched for the
    // first time, is not what is asked here.
    const times = Math.ceil(exchanges / (clients / 2))
    await ask(load, { do: 'saturate', times: Math.ceil(times / 3) })
    const before = server.cpuSeconds()
    const saturated = await ask(load, { do: 'saturate', times })
    const cpu = server.cpuSeconds() - before
    // A steady load is asked about, not the end of a storm.
    await settle()
    const { latencies } = await ask(load, { do: 'pace', ...paced })
    return {
      messagesPerSecond: saturated.messages / saturated.seconds,
      cpuSecondsPer10k: (cpu / saturated.messages) * 10_000,
      p50: latencies[Math.floor(latencies.length * 0.5)] ?? NaN,
      p99: latencies[Math.floor(latencies.length * 0.99)] ?? NaN,
      idleBytesPerConnection,
    }
  } finally {
    load.disconnect()
    await server.stop()
  }
}

function ask(load: ChildProcess, order: Order): Promise<Answer> {
  return new Promise((resolve, reject) => {
    load.once('message', (answer) => resolve(answer as Answer))
    load.once('exit', (code) => reject(new Error(`the load generator ended with ${code}`)))
    load.send(order)
  })
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? NaN
}

function report(contenders: readonly Contender[], results: ReadonlyMap<string, readonly Measured[]>): void {
  const machine = { cpu: cpus()[0]?.model, cores: cpus().length, memory: totalmem(), node: process.version }
  if (values.json) {
    console.log(
      JSON.stringify({ machine, paced, rounds, results: Object.fromEntries(results) }, undefined, 2),
    )
    return
  }
  console.log(`${machine.cores} × ${machine.cpu}, Node ${machine.node}, medians of ${rounds} rounds\n`)
  for (const clients of sizes) {
    console.log(
      `| ${clients} clients | messages/s | CPU s per 10k | × floor | p50 ms | p99 ms | × floor | KB per idle |`,
    )
    console.log('|---|---|---|---|---|---|---|---|')
    const roundsOf = (contender: Contender) => results.get(`${clients} ${contender}`) ?? []
    const of = (contender: Contender, what: keyof Measured) =>
      median(roundsOf(contender).map((measured) => measured[what]))
    const floor = roundsOf('floor')
    for (const contender of contenders) {
      const value = (what: keyof Measured, digits: number) => of(contender, what).toFixed(digits)
      // Round by round, for the machine is quicker in one than in another.
      const ratios = (what: keyof Measured) =>
        roundsOf(contender).map((measured, round) => measured[what] / (floor[round]?.[what] ?? NaN))
      const ratio = (what: keyof Measured) => median(ratios(what)).toFixed(2)
      const cells = [
        contender,
        value('messagesPerSecond', 0),
        value('cpuSecondsPer10k', 3),
        ratio('cpuSecondsPer10k'),
        value('p50', 2),
        value('p99', 2),
        ratio('p99'),
        (of(contender, 'idleBytesPerConnection') / 1024).toFixed(1),
      ]
      console.log(`| ${cells.join(' | ')} |`)
    }
    console.log('')
  }
}

await main()
