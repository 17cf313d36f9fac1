import type { Messages } from './messages.ts'

/** The shipped languages, each by its own name. English is always loaded; the others when they are chosen. */
export const languages = [
  { id: 'en', name: 'English' },
  { id: 'de', name: 'Deutsch' },
] as const

export type Language = (typeof languages)[number]['id']

export const loaders: Readonly<Record<Exclude<Language, 'en'>, () => Promise<Messages>>> = {
  de: async () => (await import('./de.ts')).de,
}

/** The best shipped language for what is preferred: a tag such as `de-AT`, or `system` for the system's own list. */
export function chooseLanguage(preferred: string, systemLanguages: readonly string[]): Language {
  const wanted = preferred === 'system' ? systemLanguages : [preferred]
  for (const tag of wanted) {
    const primary = tag.toLowerCase().split('-')[0]
    const match = languages.find((language) => language.id === primary)
    if (match) return match.id
  }
  return 'en'
}
