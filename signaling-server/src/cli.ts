#!/usr/bin/env -S node --max-semi-space-size=8 --no-parallel-scavenge --no-allocation-site-pretenuring
import { readFileSync } from 'node:fs'
import type { BackplaneOptions } from './backplane/port.ts'
import { MemoryBackplane } from './backplane/memory/memory-backplane.ts'
import { RedisBackplane } from './backplane/redis/redis-backplane.ts'
import { helpText } from './config/help-text.ts'
import { ConfigError, readConfig } from './config/read-config.ts'
import type { Settings } from './config/settings.ts'
import { pino } from 'pino'
import { createSignalingServer } from './server.ts'
import { version } from './version.ts'

/** sysexits.h: the command was used incorrectly. */
const exitUsage = 64

async function main(): Promise<void> {
  try {
    const request = readConfig({
      args: process.argv.slice(2),
      env: process.env,
      readFile: (path) => readFileSync(path, 'utf8'),
    })
    if (request.kind === 'help') process.stdout.write(helpText())
    else if (request.kind === 'version') process.stdout.write(`${version}\n`)
    else if (request.kind === 'check') process.stdout.write('The configuration can be used.\n')
    else await run(request.settings)
  } catch (cause) {
    process.stderr.write(`${cause instanceof Error ? cause.message : String(cause)}\n`)
    process.exitCode = cause instanceof ConfigError ? exitUsage : 1
  }
}

async function run(settings: Settings): Promise<void> {
  // Standard output holds one line, for programs that start this one; the log goes beside it.
  const log = pino({ level: settings.logLevel, base: null }, pino.destination({ dest: 2, sync: true }))
  const { redisUrl } = settings
  const backplane = (wiring: BackplaneOptions) =>
    redisUrl === undefined
      ? Promise.resolve(new MemoryBackplane(wiring))
      : RedisBackplane.connect(redisUrl, wiring)
  const server = await createSignalingServer({ ...settings, log, backplane })
  const stop = () => {
    // Nothing else keeps the process alive: it ends by itself, with 0, when the server is closed.
    server.close().catch((cause: unknown) => {
      process.stderr.write(`${String(cause)}\n`)
      process.exitCode = 1
    })
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  process.on('SIGHUP', () => void server.reload())
  process.stdout.write(`${JSON.stringify({ event: 'listening', url: server.url })}\n`)
}

await main()
