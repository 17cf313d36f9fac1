/** The app's own pages live here, and nothing else does. */
export const appScheme = 'app'
const appHost = 'visavis'
export const appUrl = `${appScheme}://${appHost}/`

/**
 * True for addresses of our own pages. Chromium hands origins over in several spellings (`app://visavis`,
 * `app://visavis/`), and `URL.origin` is the string "null" for schemes it does not know, so the parts are compared.
 */
export function isAppUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const url = new URL(text)
  return url.protocol === `${appScheme}:` && url.host === appHost && url.username === ''
}
