import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { de } from './de.ts'
import { en } from './en.ts'
import { settings } from './en-settings.ts'
import { createVisavisI18n, setLanguage } from './i18n.ts'
import { chooseLanguage } from './languages.ts'

/** `section.key` → words. */
function flatten(tree: object, path = ''): Map<string, string> {
  const flat = new Map<string, string>()
  for (const [key, value] of Object.entries(tree) as [string, string | object][]) {
    if (typeof value === 'string') flat.set(path + key, value)
    else for (const [inner, words] of flatten(value, `${path}${key}.`)) flat.set(inner, words)
  }
  return flat
}
const placeholders = (words: string) => [...words.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort()

const renderer = fileURLToPath(new URL('..', import.meta.url))
const sources = readdirSync(renderer, { recursive: true, encoding: 'utf8' })
  .filter((path) => /^(features|App).*\.(vue|ts)$/.test(path) && !path.endsWith('.test.ts'))
  .map((path) => readFileSync(renderer + path, 'utf8'))
  .join('\n')

describe('words', () => {
  const english = flatten({ ...en, settings: { ...en.settings, ...settings } })
  const german = flatten(de)

  it('are the same keys in every language', () => {
    expect([...german.keys()]).toEqual([...english.keys()])
  })

  it('take the same placeholders in every language', () => {
    for (const [key, words] of english) {
      expect([key, placeholders(german.get(key) ?? '')]).toEqual([key, placeholders(words)])
    }
  })

  it('neither shout nor hold signs that vue-i18n would read as its own', () => {
    for (const words of [...english.values(), ...german.values()]) {
      expect(words.replace(/\{\w+\}/g, '')).not.toMatch(/[!|@{}]/)
    }
  })

  it('are all used', () => {
    // Keys made from a code or a kind, such as `error.${code}.title`, count by their pattern.
    const patterns = [...sources.matchAll(/`([a-z]+\.[^`]*\$\{[^`]*)`/g)].map(([, made]) => {
      const literal = (made ?? '').replaceAll('.', '\\.')
      const kinds = literal.replace(/\$\{[\w\\.]*kind\}/g, '(camera|microphone|speaker)')
      return new RegExp(`^${kinds.replace(/\$\{[^}]*\}/g, '[\\w-]+')}$`)
    })
    const unused = [...english.keys()].filter(
      (key) => !sources.includes(`'${key}'`) && !patterns.some((pattern) => pattern.test(key)),
    )
    expect(unused).toEqual([])
  })
})

describe('language', () => {
  it('is the first shipped one of the system, English failing all', () => {
    expect(chooseLanguage('system', ['fr-FR', 'de-AT', 'en'])).toBe('de')
    expect(chooseLanguage('system', ['fr-FR'])).toBe('en')
    expect(chooseLanguage('de', ['en-GB'])).toBe('de')
  })

  it('changes when asked', async () => {
    const i18n = createVisavisI18n()
    await setLanguage(i18n, 'de')
    expect(i18n.global.t('home.newCall')).toBe('Neuer Anruf')
    expect(i18n.global.t('notice.joined', { name: 'Ada' })).toBe('Ada ist beigetreten')
  })
})
