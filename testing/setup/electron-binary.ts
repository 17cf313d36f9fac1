import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** The download is about 110 MB; a network that takes longer than this is not there, milliseconds. */
const downloadLimit = 5 * 60_000

/** Where Electron's program is; undefined when it was not downloaded. */
export function findElectron(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const folder = electronFolder()
  const pathFile = join(folder, 'path.txt')
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8').trim() : defaultName()
  const binary = join(env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(folder, 'dist'), name)
  return existsSync(binary) ? binary : undefined
}

/** Lets the electron package download its program, as `npx install-electron` does. False when it could not. */
export async function installElectron(): Promise<boolean> {
  const installer = spawn(process.execPath, [join(electronFolder(), 'install.js')], {
    stdio: 'ignore',
    timeout: downloadLimit,
  })
  const [code] = (await once(installer, 'exit')) as [number | null]
  return code === 0
}

function electronFolder(): string {
  return dirname(createRequire(import.meta.url).resolve('electron/package.json'))
}

function defaultName(): string {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron'
  return process.platform === 'win32' ? 'electron.exe' : 'electron'
}
