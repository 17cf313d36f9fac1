/**
 * Names of people, as strangers send them. A name is shown beside other text, so nothing in it may turn the writing
 * direction of its surroundings, hide, or pile up over the next line.
 */

/** Longest display name, in UTF-16 units: fits a tile and a data-channel message. */
export const maxNameLength = 48
/** Combining marks on one character; written languages need three at most, stacks of them cover other lines. */
const maxMarks = 3

// Scripts in which the zero-width joiners make a visible difference (Unicode, chapter 23.2 "Layout Controls").
const joiningLetter =
  '(?:(?=\\p{L})[\\p{Script=Arabic}\\p{Script=Bengali}\\p{Script=Devanagari}\\p{Script=Gujarati}\\p{Script=Kannada}\\p{Script=Khmer}\\p{Script=Malayalam}\\p{Script=Oriya}\\p{Script=Sinhala}\\p{Script=Tamil}\\p{Script=Telugu}])'
const keptInvisible = [
  // Between the parts of an emoji, such as a family.
  '(?<=\\p{Extended_Pictographic}[\\p{Emoji_Modifier}\\uFE0F]?)\\u200D(?=\\p{Extended_Pictographic})',
  `(?<=${joiningLetter}\\p{M}*)[\\u200C\\u200D](?=${joiningLetter})`,
  // "Show as an emoji."
  '(?<=\\p{Extended_Pictographic})\\uFE0F',
].join('|')
/** Controls, bidirectional marks, zero-width characters, fillers, lone surrogates, private use. */
const invisible = new RegExp(
  `(${keptInvisible})|[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Default_Ignorable_Code_Point}\\u2800]`,
  'gu',
)
const lineBreaks = /[\t\n\v\f\r\u0085\u2028\u2029]/gu
const tooManyMarks = new RegExp(`(\\p{M}{${maxMarks}})\\p{M}+`, 'gu')
const marksAlone = /(^|\s)\p{M}+/gu

/** What of a name is safe to show; empty where nothing is. Reading its own result changes nothing. */
export function cleanName(text: string): string {
  // Longer texts are never shown whole; this keeps the work small.
  const start = text.slice(0, maxNameLength * 8)
  const visible = withoutInvisible(start.replace(lineBreaks, ' '))
  const calm = visible.normalize('NFC').replace(tooManyMarks, '$1').replace(marksAlone, '$1')
  return withoutInvisible(cutAtCharacter(calm.replace(/\s+/gu, ' ').trim(), maxNameLength)).trim()
}

function withoutInvisible(text: string): string {
  return text.replace(invisible, (_match, kept: string | undefined) => kept ?? '')
}

/** Never within what a reader sees as one character (a grapheme). @param length in UTF-16 units, at most */
function cutAtCharacter(text: string, length: number): string {
  if (text.length <= length) return text
  let end = 0
  for (const { index, segment } of new Intl.Segmenter('und').segment(text)) {
    if (index + segment.length > length) break
    end = index + segment.length
  }
  return text.slice(0, end)
}

const latinWords = /^\p{Script=Latin}(?:[\p{Script=Latin}\p{M} .'’-]*[\p{Script=Latin}\p{M}])?$/u

/**
 * A name for the middle of a sentence: between first-strong isolates (Unicode UAX 9), as `<bdi>` does for markup, so
 * that neither changes the order of the other. Names in Latin letters need none in the languages there are.
 */
export function isolatedName(name: string): string {
  return name === '' || latinWords.test(name) ? name : `\u2068${name}\u2069`
}
