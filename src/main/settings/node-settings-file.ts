import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { dirname, join, parse } from 'node:path'
import type { SettingsFile } from './settings-file.ts'

export function createNodeSettingsFile(path: string): SettingsFile {
  return {
    async read() {
      try {
        return await readFile(path, 'utf8')
      } catch (error) {
        if (isMissing(error)) return undefined
        throw error
      }
    },

    async write(text) {
      await mkdir(dirname(path), { recursive: true })
      // Written beside and renamed over: a rename within one folder is atomic. The sync comes first, or a power cut
      // could leave the new name with no content.
      const draft = `${path}.new`
      const file = await open(draft, 'w', 0o600)
      try {
        await file.writeFile(text, 'utf8')
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(draft, path)
    },

    async setAside(stamp) {
      const { dir, name, ext } = parse(path)
      const keptAs = join(dir, `${name}-${stamp}${ext}`)
      await rename(path, keptAs)
      return keptAs
    },
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
