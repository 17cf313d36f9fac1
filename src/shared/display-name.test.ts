import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanName, isolatedName, maxNameLength } from './display-name.ts'

describe('cleanName', () => {
  it.each([
    'Ada',
    'Zoë O’Neill-Smith',
    'Jürgen Groß',
    'Nguyễn Thị Ánh',
    '李小龍',
    'أحمد',
    'שרה',
    // With a zero-width non-joiner, as Persian spells it.
    'علی\u200cرضا',
    'क्\u200dष',
    '👩\u200d👩\u200d👧 Kim',
    '❤️',
    '👍🏽',
    '🇦🇹',
    'R2-D2',
  ])('leaves %s as it is', (name) => {
    expect(cleanName(name)).toBe(name)
  })

  it.each([
    ['a right-to-left override', 'Ada\u202egnp.exe', 'Adagnp.exe'],
    ['isolates and embeddings', '\u2066\u202aAda\u202c\u2069', 'Ada'],
    ['direction marks', '\u200eAda\u200f\u061c', 'Ada'],
    ['control characters', 'A\u0000d\u0007a\u007f\u009b', 'Ada'],
    ['line breaks', 'Ada\r\nleft the call', 'Ada left the call'],
    ['a line separator', 'Ada\u2028Ben', 'Ada Ben'],
    ['zero-width characters', 'A\u200bd\u200da\u2060\ufeff', 'Ada'],
    ['a flood of joiners', `Ada${'\u200d'.repeat(40)}`, 'Ada'],
    ['a flood of joiners between emoji', `👩${'\u200d'.repeat(20)}👧`, '👩👧'],
    ['a flood of variation selectors', `❤${'\ufe0f'.repeat(20)}`, '❤️'],
    ['nothing but invisible characters', '\u3164\u115f\u2800\u00ad\u034f\ufffc'.slice(0, 5), ''],
    ['tags', 'Ada\u{e0041}\u{e007f}', 'Ada'],
    ['private use and lone surrogates', 'A\ue000d\ud800a', 'Ada'],
    ['spaces around and within', '  Ada \u00a0\u3000 Byron ', 'Ada Byron'],
    ['a stack of combining marks', `Zalg${'\u0335'.repeat(30)}o`, 'Zalg\u0335\u0335\u0335o'],
    ['marks without a letter', '\u0301\u0301Ada \u0335\u0335', 'Ada'],
  ])('takes out %s', (_what, name, clean) => {
    expect(cleanName(name)).toBe(clean)
  })

  it('cuts a long name between characters as a reader sees them', () => {
    expect(cleanName('x'.repeat(500))).toBe('x'.repeat(maxNameLength))
    const family = '👩\u200d👩\u200d👧'
    expect(cleanName(family.repeat(20))).toBe(family.repeat(6))
  })

  it('gives a short text of visible characters whatever it gets, and the same once more', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 600 }),
      fc.string({
        unit: fc.constantFrom(
          'a',
          ' ',
          'é',
          '\u0301',
          '\u200d',
          '\u200c',
          '\u202e',
          '\ufe0f',
          '👩',
          '👧',
          'ع',
          'क',
          '्',
        ),
      }),
    )
    fc.assert(
      fc.property(text, (name) => {
        const clean = cleanName(name)
        expect(clean.length).toBeLessThanOrEqual(maxNameLength)
        expect(clean).not.toMatch(/[\p{Cc}\p{Cs}\p{Co}\p{Bidi_Control}\u200b\u2028\u2029\ufeff]/u)
        expect(clean).not.toMatch(/[\u200c\u200d]{2}|\ufe0f{2}/u)
        expect(clean).not.toMatch(/\p{M}{5}/u)
        expect(cleanName(clean)).toBe(clean)
      }),
      { numRuns: 2_000 },
    )
  })
})

describe('isolatedName', () => {
  it.each(['Ada', 'Zoë O’Neill', ''])('leaves %j, which changes no direction', (name) => {
    expect(isolatedName(name)).toBe(name)
  })

  it.each(['שרה', 'أحمد', 'Ada 7', '(Ada', 'Ada שרה', '…'])('puts %j between isolates', (name) => {
    expect(isolatedName(name)).toBe(`\u2068${name}\u2069`)
  })
})
