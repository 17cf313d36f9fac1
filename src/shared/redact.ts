import { logWords } from './log-words.ts'
import { readSymbols, percentDecoded, type Character } from './redact-readings.ts'
import { isRoomCode, roomCodeLength } from './room-code.ts'

const appLink = /visavis:\S*/gi
const fragment = /(https?:\/\/[^\s#?]*)[?#]\S*/gi

/** How often a link may have been percent-encoded: in an address, inside another address, and once more. */
const maxEncodings = 3

/**
 * Takes out of a log line what would let its reader into a room: codes in every spelling that `parseRoomCode` accepts,
 * percent-encoded or not, and the parts of links that carry them. A log may end up in a bug report.
 *
 * The check symbol tells a code from other text; 1 in 32 of other runs of twelve symbols passes it and goes as well,
 * except where it consists of ordinary words (log-words.ts).
 */
export function redact(text: string): string {
  return withoutCodes(text).replace(appLink, 'visavis:[link]').replace(fragment, '$1[link]')
}

interface Range {
  start: number
  end: number
}

function withoutCodes(text: string): string {
  let result = ''
  let at = 0
  for (const { start, end } of codeRanges(text)) {
    result += `${text.slice(at, start)}[code]`
    at = end
  }
  return result + text.slice(at)
}

/** Where codes stand, in order and apart from each other. Codes that overlap are one range: either may be the real one. */
function codeRanges(text: string): Range[] {
  const found: Range[] = []
  let characters: readonly Character[] = [...text].map(placed())
  for (let encoding = 0; ; encoding++) {
    found.push(...codesIn(characters))
    const decoded = encoding < maxEncodings ? percentDecoded(characters) : undefined
    if (!decoded) break
    characters = decoded
  }
  return merged(found)
}

function placed(): (text: string) => Character {
  let at = 0
  return (text) => {
    const start = at
    at += text.length
    return { text, start, end: at }
  }
}

function codesIn(characters: readonly Character[]): Range[] {
  const found: Range[] = []
  for (const run of readSymbols(characters, logWords)) {
    for (let first = 0; first + roomCodeLength <= run.length; first++) {
      const candidate = run.slice(first, first + roomCodeLength)
      if (!isRoomCode(candidate.map(({ symbol }) => symbol).join(''))) continue
      if (candidate.every(({ ordinary }) => ordinary)) continue
      found.push({ start: candidate[0]?.start ?? 0, end: candidate.at(-1)?.end ?? 0 })
    }
  }
  return found
}

function merged(ranges: readonly Range[]): Range[] {
  const result: Range[] = []
  for (const { start, end } of ranges.toSorted((a, b) => a.start - b.start)) {
    const last = result.at(-1)
    if (last && start < last.end) last.end = Math.max(last.end, end)
    else result.push({ start, end })
  }
  return result
}
