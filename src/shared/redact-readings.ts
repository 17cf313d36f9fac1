import { normalizeRoomCodeText, roomCodeAlphabet } from './room-code.ts'

/** A character of a text, and where it stands in it as written. UTF-16 units. */
export interface Character {
  readonly text: string
  readonly start: number
  readonly end: number
}

/** A symbol of the room code alphabet as read from a text. */
export interface PlacedSymbol {
  readonly symbol: string
  readonly start: number
  readonly end: number
  /** Stands in one of the known words. */
  readonly ordinary: boolean
}

/**
 * The text as `parseRoomCode` would read it: runs of symbols, with separators left out. Anything else ends a run.
 *
 * @param words in lower case
 */
export function readSymbols(characters: readonly Character[], words: ReadonlySet<string>): PlacedSymbol[][] {
  const ordinary = ordinaryCharacters(characters, words)
  const runs: PlacedSymbol[][] = []
  let run: PlacedSymbol[] = []
  for (const [index, { text, start, end }] of characters.entries()) {
    const symbols = [...normalizeRoomCodeText(text)]
    if (symbols.every((symbol) => roomCodeAlphabet.includes(symbol))) {
      for (const symbol of symbols) run.push({ symbol, start, end, ordinary: ordinary[index] ?? false })
      continue
    }
    runs.push(run)
    run = []
  }
  runs.push(run)
  return runs
}

function ordinaryCharacters(characters: readonly Character[], words: ReadonlySet<string>): boolean[] {
  const result: boolean[] = []
  let word = ''
  let length = 0
  const endWord = (): void => {
    const isOrdinary = words.has(word.toLowerCase())
    for (; length > 0; length--) result.push(isOrdinary)
    word = ''
  }
  for (const { text } of characters) {
    if (/[\p{L}\p{N}]/u.test(text)) {
      word += text
      length++
    } else {
      endWord()
      result.push(false)
    }
  }
  endWord()
  return result
}

/** The text with each percent-encoded character read as one (RFC 3986, section 2.1). @returns undefined where there is none */
export function percentDecoded(characters: readonly Character[]): Character[] | undefined {
  const result: Character[] = []
  let found = false
  for (let index = 0; index < characters.length;) {
    const first = characters[index]
    if (!first) break
    const escape = first.text === '%' ? escapeAt(characters, index) : undefined
    if (escape) {
      found = true
      result.push(escape.character)
      index += escape.length
    } else {
      result.push(first)
      index++
    }
  }
  return found ? result : undefined
}

/** One UTF-8 character as `%XX` up to four times. */
function escapeAt(
  characters: readonly Character[],
  index: number,
): { character: Character; length: number } | undefined {
  for (let bytes = 1; bytes <= 4; bytes++) {
    const part = characters.slice(index, index + bytes * 3)
    const encoded = part.map(({ text }) => text).join('')
    if (!/^(?:%[0-9a-f]{2})+$/i.test(encoded) || part.length < bytes * 3) return undefined
    const text = decoded(encoded)
    if (text === undefined) continue
    return {
      character: { text, start: part[0]?.start ?? 0, end: part.at(-1)?.end ?? 0 },
      length: part.length,
    }
  }
  return undefined
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    // The first bytes of a longer character, or no UTF-8 at all.
    return undefined
  }
}
