/**
 * The JSON string literal of `data`, which JSON.parse found as the last field of `frame`, or wherever.
 *
 * Writing 3 KB as JSON costs three times what reading it does, and it was JSON a moment ago. If no character of
 * `data` needs escaping and `frame` ends with it in quotes, then that ending is the literal: a text without quote or
 * backslash between two quotes, the second of which ends the document's last value, can only be that last string.
 */
export function jsonLiteral(frame: string, data: string): string {
  if (!data.includes('"') && !data.includes('\\')) {
    const end = frame.length - 2
    const start = end - data.length
    if (frame.slice(start - 1, start) === '"' && frame.endsWith('"}') && frame.slice(start, end) === data) {
      return frame.slice(start - 1, end + 1)
    }
  }
  return JSON.stringify(data)
}
