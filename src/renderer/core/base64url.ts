const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** RFC 4648 section 5, without padding. */
export function base64url(bytes: Uint8Array): string {
  let text = ''
  for (let index = 0; index < bytes.length; index += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(index, index + 3)
    const word = (a << 16) | (b << 8) | c
    const symbols = Math.min(bytes.length - index, 3) + 1
    for (let symbol = 0; symbol < symbols; symbol++) text += alphabet.charAt((word >> (18 - 6 * symbol)) & 63)
  }
  return text
}

const values = new Map(Array.from(alphabet, (symbol, value) => [symbol, value]))

/** @throws RangeError when a symbol is not of the alphabet or the length is impossible */
export function fromBase64url(text: string): Uint8Array {
  if (text.length % 4 === 1) throw new RangeError('not base64url: impossible length')
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4))
  let word = 0
  let bits = 0
  let at = 0
  for (const symbol of text) {
    const value = values.get(symbol)
    if (value === undefined) throw new RangeError('not base64url: bad symbol')
    word = ((word << 6) | value) & 0xffffff
    bits += 6
    if (bits >= 8) {
      bits -= 8
      bytes[at++] = (word >> bits) & 255
    }
  }
  return bytes
}
