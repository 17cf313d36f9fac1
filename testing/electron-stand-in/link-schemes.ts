import { accessSync, appendFileSync, constants, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

/**
 * Link schemes on Linux, as Electron does it with GIO (electron/shell/browser/browser_linux.cc): the app is known by its
 * desktop file, whose name package.json gives; without such a file, or when the program that it starts is not there,
 * nothing can be registered.
 */
const { desktopName } = JSON.parse(readFileSync('package.json', 'utf8')) as { desktopName: string }

const folders = () => [
  process.env['XDG_DATA_HOME'] || join(homedir(), '.local/share'),
  ...(process.env['XDG_DATA_DIRS'] || '/usr/local/share:/usr/share').split(':'),
]
const listFile = () => join(process.env['XDG_CONFIG_HOME'] || join(homedir(), '.config'), 'mimeapps.list')
const line = (scheme: string) => `x-scheme-handler/${scheme}=${desktopName}`

function isInstalled(): boolean {
  const file = folders()
    .map((folder) => join(folder, 'applications', desktopName))
    .find(existsSync)
  if (file === undefined) return false
  const program = /^Exec="?([^"\n]+?)"? %U$/m.exec(readFileSync(file, 'utf8'))?.[1]
  if (program === undefined) return false
  try {
    accessSync(program, constants.X_OK)
    return true
  } catch {
    // As GIO does: an entry whose program cannot be started is none.
    return false
  }
}

export const isDefaultProtocolClient = (scheme: string): boolean =>
  isInstalled() &&
  existsSync(listFile()) &&
  readFileSync(listFile(), 'utf8').split('\n').includes(line(scheme))

export function setAsDefaultProtocolClient(scheme: string): boolean {
  if (!isInstalled()) return false
  mkdirSync(join(listFile(), '..'), { recursive: true })
  appendFileSync(listFile(), `[Default Applications]\n${line(scheme)}\n`)
  return true
}
