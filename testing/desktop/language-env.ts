/**
 * The system's language as programs on Linux read it. Electron's `--lang` does not change what
 * `app.getPreferredSystemLanguages()` gives, which is what the app asks.
 * @param locale BCP 47
 */
export const languageEnv = (locale = 'en-US'): Record<string, string> => ({
  LANGUAGE: locale.replace('-', '_'),
})
