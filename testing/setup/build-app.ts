import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { isStale } from './freshness.ts'
import { whileLocked } from './lock.ts'

/** The root of the repository. */
export const root = resolve(import.meta.dirname, '../..')
export const rendererFolder = join(root, 'out/renderer')

const sources = [
  'src',
  'signaling-server/src',
  'signaling-server/scripts/licences.ts',
  'electron.vite.config.ts',
  'package-lock.json',
]
const outputs = [
  'out/main/index.js',
  'out/preload/index.cjs',
  'out/renderer/index.html',
  'out/renderer/licences.txt',
]

/** Builds the three bundles if a source is younger than they are. Throws when the build fails. */
export function buildIfStale(say: (line: string) => void = console.log): void {
  const at = (path: string) => join(root, path)
  const stale = () => isStale(sources.map(at), outputs.map(at))
  if (!stale()) return
  mkdirSync(at('.cache'), { recursive: true })
  whileLocked(at('.cache/build.lock'), () => {
    // Whoever held the lock may have built what is asked for.
    if (stale()) build(say)
  })
}

function build(say: (line: string) => void): void {
  say('Building …')
  const { status, stdout, stderr } = spawnSync(process.execPath, [electronViteCli(), 'build'], {
    cwd: root,
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`The build failed.\n${stdout}${stderr}`)
}

function electronViteCli(): string {
  const manifest = createRequire(import.meta.url).resolve('electron-vite/package.json')
  return join(dirname(manifest), 'bin/electron-vite.js')
}
