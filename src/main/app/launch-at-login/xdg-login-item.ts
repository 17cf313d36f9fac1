import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { appImagePath } from '../app-image.ts'
import { desktopFileName } from '../identity.ts'
import { autostartEntry, execLine, execOf } from './autostart-entry.ts'
import { hiddenArgument, type LoginItem } from './login-item.ts'

type Env = Readonly<Record<string, string | undefined>>

/** Linux: an entry in the person's autostart folder, which every desktop of note looks into. */
export function createXdgLoginItem(env: Env, home: string, execPath: string): LoginItem {
  const folder = env['XDG_CONFIG_HOME'] || join(home, '.config')
  const file = join(folder, 'autostart', desktopFileName)
  // An AppImage runs from a folder that is there only while it runs; this is the file itself.
  const program = appImagePath(env, execPath) ?? execPath

  return {
    async isOn() {
      const exec = execOf(await textOf(file))
      // An entry for a program that was moved away since starts nothing.
      return exec === execLine(program, []) || exec === execLine(program, [hiddenArgument])
    },
    async set(on, hidden) {
      if (!on) {
        await rm(file, { force: true })
        return
      }
      await mkdir(dirname(file), { recursive: true })
      await writeFile(file, autostartEntry(program, hidden ? [hiddenArgument] : []))
    },
  }
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return ''
    throw error
  }
}
