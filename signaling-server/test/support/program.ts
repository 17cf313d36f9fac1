import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const cli = fileURLToPath(new URL('../../src/cli.ts', import.meta.url))

/** The command line program, as a process of its own. */
export interface Program {
  readonly child: ChildProcess
  /** From its first line of output. */
  readonly url: string
  readonly stdout: () => string
  readonly exited: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>
}

export interface Finished {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

function launch(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  nodeFlags: readonly string[] = [],
): ChildProcess {
  return spawn(process.execPath, ['--import', 'tsx', ...nodeFlags, cli, ...args], {
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

/** Starts the server and waits until it says that it listens. */
export async function startProgram(
  args: readonly string[] = [],
  env: Record<string, string> = {},
  nodeFlags: readonly string[] = [],
): Promise<Program> {
  const child = launch(['--port', '0', ...args], env, nodeFlags)
  const exited = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) => {
    child.on('exit', (code, signal) => resolve({ code, signal }))
  })
  let stdout = ''
  let stderr = ''
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
  const lines = createInterface({ input: child.stdout ?? process.stdin })
  const first = await new Promise<string>((resolve, reject) => {
    lines.on('line', (line) => {
      stdout += `${line}\n`
      resolve(line)
    })
    void exited.then(({ code }) => reject(new Error(`the server ended with ${code}: ${stderr}`)))
  })
  const { url } = JSON.parse(first) as { url: string }
  return { child, url, stdout: () => stdout, exited }
}

/** Runs the program to its end. */
export async function runProgram(
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<Finished> {
  const child = launch(args, env)
  let stdout = ''
  let stderr = ''
  child.stdout?.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
  return { code, stdout, stderr }
}
