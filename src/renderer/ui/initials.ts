/** First letters of the first and last word, at most two, upper case; empty for an empty name. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/u).filter(Boolean)
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words
  return ends
    .map((word) => firstCharacter(word ?? ''))
    .join('')
    .toLocaleUpperCase()
}

/** What a reader sees as one: a letter with its accents, an emoji with its parts. */
function firstCharacter(text: string): string {
  const [first] = new Intl.Segmenter('und').segment(text)
  return first?.segment ?? ''
}

/** A hue of 0–359 degrees that stays the same for the same text (FNV-1a), so that a person keeps their colour. */
export function stableHue(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  }
  return (hash >>> 0) % 360
}
