import type { SettingsFile } from '../settings/settings-file.ts'

export interface FakeSettingsFile extends SettingsFile {
  /** What is stored now; undefined when nothing is. */
  text: string | undefined
  readonly keptAside: Map<string, string>
  /** How often it was written. */
  writes: number
  /** Makes the next operations fail, as a full or read-only disk does. */
  broken: boolean
}

export function createFakeSettingsFile(text?: string): FakeSettingsFile {
  const check = (file: FakeSettingsFile) => {
    if (file.broken) throw new Error('disk is read-only')
  }
  const file: FakeSettingsFile = {
    text,
    keptAside: new Map(),
    writes: 0,
    broken: false,
    async read() {
      await Promise.resolve()
      check(file)
      return file.text
    },
    async write(newText) {
      await Promise.resolve()
      check(file)
      file.text = newText
      file.writes += 1
    },
    async setAside(stamp) {
      await Promise.resolve()
      check(file)
      if (file.text === undefined) throw new Error('nothing to set aside')
      const keptAs = `settings-${stamp}.json`
      file.keptAside.set(keptAs, file.text)
      file.text = undefined
      return keptAs
    },
  }
  return file
}
