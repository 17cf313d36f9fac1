import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { has } from './commands.ts'
import { freePort } from './ports.ts'

/** Whether there is a Redis to test with; says what to do if not. */
export function hasRedis(): boolean {
  return has('everything with Redis', 'redis-server', 'redis-server')
}

/** A Redis of our own, which keeps what it was told when it is stopped and started again. */
export class OwnRedis {
  readonly url: string
  readonly #port: number
  readonly #folder = mkdtempSync(join(tmpdir(), 'visavis-redis-'))
  #child: ChildProcess | undefined

  private constructor(port: number) {
    this.#port = port
    this.url = `redis://127.0.0.1:${port}`
  }

  static async start(): Promise<OwnRedis> {
    const redis = new OwnRedis(await freePort())
    await redis.start()
    return redis
  }

  async start(): Promise<void> {
    const lasting = ['--appendonly', 'yes', '--appendfsync', 'everysec', '--save', '']
    const where = ['--port', String(this.#port), '--bind', '127.0.0.1', '--dir', this.#folder]
    this.#child = spawn('redis-server', [...where, ...lasting], { stdio: 'ignore' })
    const probe = new Redis(this.url, { maxRetriesPerRequest: null, retryStrategy: () => 20 })
    // It refuses connections until it is up; that is what waiting for it means.
    probe.on('error', () => undefined)
    await probe.ping()
    probe.disconnect()
  }

  /** Ends it; what it was told is on disk. */
  async stop(): Promise<void> {
    const child = this.#child
    if (!child || child.exitCode !== null) return
    const exited = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGTERM')
    await exited
  }

  /** Makes it hang (it keeps its connections and answers nothing), or go on. */
  setFrozen(frozen: boolean): void {
    this.#child?.kill(frozen ? 'SIGSTOP' : 'SIGCONT')
  }

  async command(...words: [string, ...string[]]): Promise<unknown> {
    const [name, ...rest] = words
    const client = new Redis(this.url)
    const answer = await client.call(name, ...rest)
    client.disconnect()
    return answer
  }

  async dispose(): Promise<void> {
    this.setFrozen(false)
    await this.stop()
    rmSync(this.#folder, { recursive: true })
  }
}
