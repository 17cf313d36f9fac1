import { expect, it } from 'vitest'
import { stringsFor } from './strings.ts'

it.each([
  ['system', 'de-AT', 'Abbrechen'],
  ['system', 'fr-FR', 'Cancel'],
  ['de', 'en-GB', 'Abbrechen'],
  ['en', 'de-DE', 'Cancel'],
  ['system', 'den-CA', 'Cancel'],
])('%s on a %s system', (language, locale, cancel) => {
  expect(stringsFor(language, locale).cancel).toBe(cancel)
})
