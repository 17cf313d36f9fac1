/** Longest address handed to the system's browser, in characters. */
const maxLength = 2048

/**
 * The address to open in the person's own browser, or undefined. Only https: other schemes start programs, and the
 * system would run what they name.
 */
export function externalLink(text: string): string | undefined {
  if (text.length > maxLength || !URL.canParse(text)) return undefined
  const url = new URL(text)
  if (url.protocol !== 'https:' || url.username !== '' || url.password !== '') return undefined
  return url.href
}
