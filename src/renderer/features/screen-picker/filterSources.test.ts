import { describe, expect, it } from 'vitest'
import { filterSources } from './filterSources.ts'

const sources = ['Entire screen', 'Übersicht – Écran', 'Mail – Inbox (3)'].map((name, index) => ({
  id: `window:${index}`,
  name,
  kind: 'window' as const,
  thumbnail: '',
}))
const names = (text: string) => filterSources(sources, text).map(({ name }) => name)

describe('searching for a window', () => {
  it('finds by any part, whatever the case, the accents and the order', () => {
    expect(names('')).toHaveLength(3)
    expect(names('  ')).toHaveLength(3)
    expect(names('ubersicht')).toEqual(['Übersicht – Écran'])
    expect(names('ecran ÜBER')).toEqual(['Übersicht – Écran'])
    expect(names('(3) mail')).toEqual(['Mail – Inbox (3)'])
    expect(names('mail screen')).toEqual([])
  })
})
