/**
 * Bytes that a string takes as UTF-8, without encoding it (and without TextEncoder, which a pure module has not).
 * A lone surrogate counts as the three bytes of U+FFFD, as every encoder writes it.
 */
export function utf8Length(text: string): number {
  let bytes = text.length
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit < 0x80) continue
    if (unit < 0x800) {
      bytes += 1
    } else if (unit >= 0xd800 && unit < 0xdc00 && isLowSurrogate(text, i + 1)) {
      // Two units, four bytes.
      bytes += 2
      i++
    } else {
      bytes += 2
    }
  }
  return bytes
}

function isLowSurrogate(text: string, index: number): boolean {
  const unit = text.charCodeAt(index) // NaN past the end: both comparisons are false
  return unit >= 0xdc00 && unit < 0xe000
}
