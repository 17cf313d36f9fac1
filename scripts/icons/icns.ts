import type { Picture } from './picture.ts'

/** Names of the PNG entries of an icns file by the pixels in them; a size may stand for itself and for half of it at 2x. */
const entriesBySize: ReadonlyMap<number, readonly string[]> = new Map([
  [32, ['ic11']],
  [64, ['ic12']],
  [128, ['ic07']],
  [256, ['ic13', 'ic08']],
  [512, ['ic14', 'ic09']],
  [1024, ['ic10']],
])

export const icnsSizes: readonly number[] = [...entriesBySize.keys()]

/** A macOS icon file: the word `icns` and its length, then entries of a name, a length and a PNG. */
export function icnsFile(pictures: readonly Picture[]): Buffer {
  const entries = pictures.flatMap(({ size, png }) =>
    (entriesBySize.get(size) ?? []).map((name) => chunk(name, Buffer.from(png))),
  )
  return chunk('icns', Buffer.concat(entries))
}

function chunk(name: string, content: Buffer): Buffer {
  const header = Buffer.alloc(8)
  header.write(name, 0, 'ascii')
  header.writeUInt32BE(8 + content.length, 4)
  return Buffer.concat([header, content])
}
