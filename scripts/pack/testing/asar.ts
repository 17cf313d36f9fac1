import { readFileSync } from 'node:fs'

/** A file inside an archive. */
export interface ArchivedFile {
  readonly path: string
  readonly content: Buffer
}

type Entry =
  { readonly files: Readonly<Record<string, Entry>> } | { readonly size: number; readonly offset: string }

/** Electron's archive: four lengths, a table of contents as JSON, and the files one after the other. */
export function readAsar(path: string): readonly ArchivedFile[] {
  const archive = readFileSync(path)
  const headerBytes = archive.readUInt32LE(4)
  const tableBytes = archive.readUInt32LE(12)
  const table = JSON.parse(archive.toString('utf8', 16, 16 + tableBytes)) as Entry
  const filesFrom = 8 + headerBytes
  const found: ArchivedFile[] = []
  const walk = (entry: Entry, name: string): void => {
    if ('files' in entry) {
      for (const [part, child] of Object.entries(entry.files))
        walk(child, name === '' ? part : `${name}/${part}`)
      return
    }
    const start = filesFrom + Number(entry.offset)
    found.push({ path: name, content: archive.subarray(start, start + entry.size) })
  }
  walk(table, '')
  return found
}
