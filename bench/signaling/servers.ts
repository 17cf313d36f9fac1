import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** The servers compared. The load generator speaks to each in its own words (dialects.ts). */
export type Contender = 'ours' | 'ours-redis' | 'floor' | 'peerjs' | 'socketio' | 'y-webrtc'

export interface RunningServer {
  readonly url: string
  /** User and system time so far. Seconds. */
  cpuSeconds(): number
  /** Resident memory. Bytes. */
  residentBytes(): number
  stop(): Promise<void>
}

const unlimited = [
  ...['--max-connections', '100000', '--max-connections-per-address', '100000'],
  // All the load comes from one address.
  ...['--max-held-bytes', '1000000000', '--max-held-bytes-per-address', '1000000000'],
]
const untimed = [
  '--joins-per-minute',
  '1000000',
  '--resumes-per-minute',
  '1000000',
  '--messages-per-second',
  '1000000',
  '--bytes-per-second',
  '1000000000',
]
const quiet = ['--port', '0', '--log-level', 'silent', '--drain-ms', '0']

/** Starts one in a process of its own. `peersFolder` has the others' packages, `redisUrl` a Redis. */
export async function startServer(
  contender: Contender,
  { peersFolder, redisUrl }: { peersFolder: string; redisUrl: string | undefined },
): Promise<RunningServer> {
  if (contender === 'ours' || contender === 'ours-redis') {
    const cli = here('../../signaling-server/dist/cli.js')
    if (!existsSync(cli)) throw new Error('Build the server first: npx tsx signaling-server/scripts/build.ts')
    const redis = contender === 'ours-redis' ? ['--redis-url', redisUrl ?? ''] : []
    // As it is installed: the command itself says what it wants of Node.
    return start(cli, [...quiet, ...unlimited, ...untimed, ...redis])
  }
  const env = { NODE_PATH: `${peersFolder}/node_modules` }
  return start(process.execPath, [here(`./peers/${contender}.cjs`)], env)
}

async function start(
  command: string,
  args: string[],
  env: Record<string, string> = {},
): Promise<RunningServer> {
  const child = spawn(command, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { PATH: process.env['PATH'] ?? '', ...env },
  })
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', (line) => {
      resolve((JSON.parse(line) as { url: string }).url)
    })
    child.once('exit', (code) => reject(new Error(`${args.join(' ')} ended with ${code}`)))
  })
  return {
    url,
    cpuSeconds: () => cpuSeconds(child),
    residentBytes: () => residentBytes(child),
    stop: () => stop(child),
  }
}

/** Linux counts in ticks of 10 ms (proc(5), `utime` and `stime`, the 14th and 15th field). */
function cpuSeconds({ pid }: ChildProcess): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) / 100
}

function residentBytes({ pid }: ChildProcess): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) * 1024
}

async function stop(child: ChildProcess): Promise<void> {
  const exited = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await exited
}
