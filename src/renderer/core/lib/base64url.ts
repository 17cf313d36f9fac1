/** RFC 4648 section 5, without padding. Loops over numbers only: it stands between Join and the first picture. */
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

const invalid = 64
const codeOf = Uint8Array.from(alphabet, (symbol) => symbol.charCodeAt(0))
const valueOf = new Uint8Array(128).fill(invalid)
codeOf.forEach((code, value) => {
  valueOf[code] = value
})

/** Characters made into text at a time: an argument list has to fit the stack. */
const chunkLength = 8_192

export function base64url(bytes: Uint8Array): string {
  const codes = new Uint8Array(Math.ceil((bytes.length * 4) / 3))
  let at = 0
  let word = 0
  let bits = 0
  for (const byte of bytes) {
    word = ((word << 8) | byte) & 0xffff
    bits += 8
    while (bits >= 6) {
      bits -= 6
      codes[at++] = codeOf[(word >> bits) & 63] ?? 0
    }
  }
  if (bits > 0) codes[at] = codeOf[(word << (6 - bits)) & 63] ?? 0

  let text = ''
  for (let start = 0; start < codes.length; start += chunkLength) {
    text += String.fromCharCode(...codes.subarray(start, start + chunkLength))
  }
  return text
}

/** @throws RangeError when a symbol is not of the alphabet or the length is impossible */
export function fromBase64url(text: string): Uint8Array {
  if (text.length % 4 === 1) throw new RangeError('not base64url: impossible length')
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4))
  let at = 0
  let word = 0
  let bits = 0
  for (let index = 0; index < text.length; index++) {
    const value = valueOf[text.charCodeAt(index)] ?? invalid
    if (value === invalid) throw new RangeError('not base64url: bad symbol')
    word = ((word << 6) | value) & 0xffff
    bits += 6
    if (bits >= 8) {
      bits -= 8
      bytes[at++] = (word >> bits) & 255
    }
  }
  return bytes
}
