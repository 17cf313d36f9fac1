import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** What the log's files hold, oldest first. electron-log keeps one old file beside the current one. */
export async function readLogFiles(folder: string): Promise<string> {
  const texts = await Promise.all(['main.old.log', 'main.log'].map((name) => textOf(join(folder, name))))
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
