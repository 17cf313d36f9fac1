import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** The log is written to the current file; when that is full it becomes the old one. */
export const logFileNames = { old: 'main.old.log', current: 'main.log' } as const

/** What the log's files hold, oldest first. */
export async function readLogFiles(folder: string): Promise<string> {
  const names = [logFileNames.old, logFileNames.current]
  const texts = await Promise.all(names.map((name) => textOf(join(folder, name))))
  return texts.join('')
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    // There is no old file yet.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return ''
    throw error
  }
}
