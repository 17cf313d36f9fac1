import { describe, expect, it } from 'vitest'
import { loudness } from './loudness.ts'

describe('loudness', () => {
  it('is nothing in a quiet room, all of it for a voice close by, and grows in between', () => {
    expect(loudness(0)).toBe(0)
    expect(loudness(0.1)).toBe(0)
    expect(loudness(0.9)).toBe(1)
    expect(loudness(1)).toBe(1)
    expect(loudness(0.5)).toBeGreaterThan(0.4)
    expect(loudness(0.5)).toBeLessThan(0.6)
  })
})
