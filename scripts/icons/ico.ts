import type { Picture } from './picture.ts'

/** The sizes that Windows shows somewhere, from the title bar to large tiles. */
export const icoSizes = [16, 24, 32, 48, 64, 128, 256] as const

const headerBytes = 6
const entryBytes = 16

/**
 * A Windows icon file (ICONDIR and ICONDIRENTRY of the Win32 documentation). The largest is kept as PNG, the others as
 * bitmaps, which every installer and shell reads.
 */
export function icoFile(pictures: readonly Picture[]): Buffer {
  const images = pictures.map((picture) => (picture.size >= 256 ? Buffer.from(picture.png) : bitmap(picture)))
  const header = Buffer.alloc(headerBytes + entryBytes * pictures.length)
  header.writeUInt16LE(1, 2) // an icon, not a cursor
  header.writeUInt16LE(pictures.length, 4)
  let offset = header.length
  for (const [index, { size }] of pictures.entries()) {
    const at = headerBytes + entryBytes * index
    const bytes = images[index]?.length ?? 0
    header.writeUInt8(size % 256, at) // 0 stands for 256
    header.writeUInt8(size % 256, at + 1)
    header.writeUInt16LE(1, at + 4) // planes
    header.writeUInt16LE(32, at + 6) // bits a pixel
    header.writeUInt32LE(bytes, at + 8)
    header.writeUInt32LE(offset, at + 12)
    offset += bytes
  }
  return Buffer.concat([header, ...images])
}

/** BITMAPINFOHEADER, the pixels from the bottom up, and a mask in which nothing is cut away: alpha does that. */
function bitmap({ size, rgba }: Picture): Buffer {
  const header = Buffer.alloc(40)
  header.writeUInt32LE(40, 0)
  header.writeInt32LE(size, 4)
  header.writeInt32LE(size * 2, 8) // the picture and the mask
  header.writeUInt16LE(1, 12)
  header.writeUInt16LE(32, 14)
  const pixels = Buffer.alloc(size * size * 4)
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const from = (y * size + x) * 4
      const to = ((size - 1 - y) * size + x) * 4
      const [red = 0, green = 0, blue = 0, alpha = 0] = rgba.subarray(from, from + 4)
      pixels.set([blue, green, red, alpha], to)
    }
  }
  const maskRow = Math.ceil(size / 32) * 4
  return Buffer.concat([header, pixels, Buffer.alloc(maskRow * size)])
}
