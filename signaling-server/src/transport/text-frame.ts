/** Longest text whose length fits the 16 bits that a header has for it. */
export const maxTextFrame = 0xffff

/**
 * A whole, unmasked WebSocket text frame (RFC 6455, section 5.2) around ASCII, one character for each byte: it goes to
 * the socket as it is, and several together in one piece. ws would make head and payload two chunks, which in writes
 * of some hundred bytes is the greater part of the work.
 *
 * @param ascii at most `maxTextFrame` characters
 */
export function textFrame(ascii: string): string {
  const { length } = ascii
  return length < 126
    ? `\x81${String.fromCharCode(length)}${ascii}`
    : `\x81\x7e${String.fromCharCode(length >> 8, length & 0xff)}${ascii}`
}
