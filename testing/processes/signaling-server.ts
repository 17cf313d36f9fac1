import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { projectFolder, serverCli, webClientFolder } from '../paths.ts'

/** The signaling server in a process of its own, started by its command line; it also serves the web client. */
export class ServerProcess {
  readonly port: number
  /** Where the web client is, ending in a slash. */
  readonly url: string
  readonly #webFolder: string
  readonly #flags: readonly string[]
  #process: ChildProcess

  private constructor(process: ChildProcess, port: number, webFolder: string, flags: readonly string[]) {
    this.#process = process
    this.#webFolder = webFolder
    this.#flags = flags
    this.port = port
    this.url = `http://127.0.0.1:${port}/`
  }

  /**
   * @param webFolder what it serves at `/`, the web client unless told otherwise
   * @param flags further options of its command line
   */
  static async start(
    port = 0,
    webFolder = webClientFolder,
    flags: readonly string[] = [],
  ): Promise<ServerProcess> {
    const { process, listeningOn } = await launch(port, webFolder, flags)
    return new ServerProcess(process, listeningOn, webFolder, flags)
  }

  get signalingUrl(): string {
    return `ws://127.0.0.1:${this.port}/ws`
  }

  /** Ends it with SIGKILL: clients get no close message. */
  async kill(): Promise<void> {
    await end(this.#process, 'SIGKILL')
  }

  async stop(): Promise<void> {
    await end(this.#process, 'SIGTERM')
  }

  /** Starts a new process on the same port, without the state of the old one. */
  async startAgain(): Promise<void> {
    this.#process = (await launch(this.port, this.#webFolder, this.#flags)).process
  }
}

async function launch(
  port: number,
  webFolder: string,
  flags: readonly string[],
): Promise<{ process: ChildProcess; listeningOn: number }> {
  const options = ['--host', '127.0.0.1', '--port', String(port), '--web', webFolder, ...flags]
  const child = spawn(process.execPath, ['--import', 'tsx', serverCli, ...options], {
    cwd: projectFolder,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said: string[] = []
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()))
  const url = await new Promise<string>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => {
      reject(new Error(`the signaling server ended with ${code} before listening: ${said.join('')}`))
    })
    createInterface(child.stdout).on('line', (line) => {
      said.push(line)
      const address = listeningUrl(line)
      if (address !== undefined) resolve(address)
    })
  })
  return { process: child, listeningOn: Number(new URL(url).port) }
}

function listeningUrl(line: string): string | undefined {
  try {
    const event = JSON.parse(line) as { event?: unknown; url?: unknown }
    return event.event === 'listening' && typeof event.url === 'string' ? event.url : undefined
  } catch {
    // Not every line is JSON; only the one with the address matters here.
    return undefined
  }
}

async function end(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill(signal)
  await once(child, 'exit')
}
