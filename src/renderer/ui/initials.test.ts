import { describe, expect, it } from 'vitest'
import { initials, stableHue } from './initials.ts'

describe('initials', () => {
  it.each([
    ['', ''],
    ['  ', ''],
    ['luis', 'L'],
    ['Ada Lovelace', 'AL'],
    ['Ioanna  Maria Papadopoulou', 'IP'],
    ['ßteve', 'SS'],
    ['😀 Smile', '😀S'],
    ['👩\u200d👧 e\u0301mile', '👩\u200d👧É'.normalize('NFD')],
  ])('of %j are %j', (name, letters) => {
    expect(initials(name)).toBe(letters)
  })

  it('come with a hue that stays', () => {
    expect(stableHue('Ada')).toBe(stableHue('Ada'))
    expect(stableHue('Ada')).not.toBe(stableHue('Luis'))
    expect(stableHue('')).toBeGreaterThanOrEqual(0)
  })
})
