import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { screenFile } from '../media/make-media.ts'
import type { ScreenPatternName } from '../media/people.ts'

/** An X screen without a monitor (Xvfb), with a window manager. Windows can open on it, and it can be captured. */
export class VirtualScreen {
  readonly display: string
  readonly #server: ChildProcess
  readonly #windowManager: ChildProcess

  private constructor(display: string, server: ChildProcess, windowManager: ChildProcess) {
    this.display = display
    this.#server = server
    this.#windowManager = windowManager
  }

  static async open(): Promise<VirtualScreen> {
    // -displayfd lets the X server choose a free display number, so that parallel runs do not collide.
    const options = ['-displayfd', '3', '-screen', '0', '1280x800x24', '-nolisten', 'tcp']
    const server = spawn('Xvfb', options, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
    const chosen = server.stdio[3]
    if (chosen === null || chosen === undefined) throw new Error('Xvfb has no pipe to name its display on')
    const number = await new Promise<string>((resolve, reject) => {
      server.once('error', reject)
      server.once('exit', (code) => reject(new Error(`Xvfb ended with ${code} before it was ready`)))
      createInterface(chosen as NodeJS.ReadableStream).once('line', resolve)
    })
    const display = `:${number.trim()}`
    return new VirtualScreen(display, server, await manageWindows(display))
  }

  /** Fills the screen's background, behind any window, with a pattern of four colours. */
  async paint(pattern: ScreenPatternName): Promise<void> {
    const image = await screenFile(pattern)
    const painting = spawn('display', ['-display', this.display, '-window', 'root', image], { stdio: 'pipe' })
    const errors: string[] = []
    painting.stderr.on('data', (chunk: Buffer) => errors.push(chunk.toString()))
    const [code] = (await once(painting, 'exit')) as [number | null]
    // ImageMagick's display ends with 1 after painting a root window well; only words are a failure.
    if (code !== 0 && (code !== 1 || errors.length > 0)) {
      throw new Error(`display could not paint ${this.display} (${code}): ${errors.join('')}`)
    }
  }

  async close(): Promise<void> {
    // The window manager first: it prints an error when its display goes away.
    await end(this.#windowManager)
    await end(this.#server)
  }
}

/** Without one, X11 minimises, focuses and stacks no windows. */
async function manageWindows(display: string): Promise<ChildProcess> {
  const manager = spawn('openbox', ['--sm-disable', '--startup', 'echo ready'], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, DISPLAY: display },
  })
  const startup = manager.stdout
  await new Promise<void>((resolve, reject) => {
    manager.once('error', reject)
    manager.once('exit', (code) => reject(new Error(`openbox ended with ${code} before it was ready`)))
    createInterface(startup).once('line', () => resolve())
  })
  return manager
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  await once(child, 'exit')
}
