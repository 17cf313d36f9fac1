import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { roomCodeAlphabet } from '../../../shared/room-code.ts'
import { codeInText, formatTyped } from './roomCodeText.ts'

/** Types key by key at the end, as a person does. */
function type(keys: string): string {
  let text = ''
  for (const key of keys) text = formatTyped(text + key, text.length + 1).text
  return text
}

describe('typing a room code', () => {
  it('groups by four as it grows', () => {
    expect(type('k7mq')).toBe('K7MQ')
    expect(type('k7mq4')).toBe('K7MQ-4')
    expect(type('k7mq4qxp9tda')).toBe('K7MQ-4QXP-9TDA')
  })

  it('reads hyphens, spaces and look-alikes', () => {
    expect(type('k7mq-4qxp-9tda')).toBe('K7MQ-4QXP-9TDA')
    expect(type('oil2 ')).toBe('0112')
  })

  it('keeps the caret behind the symbol it was behind', () => {
    expect(formatTyped('K7XMQ-4QXP', 3)).toEqual({ text: 'K7XM-Q4QX-P', caret: 3 })
    expect(formatTyped('K7MQ4', 5)).toEqual({ text: 'K7MQ-4', caret: 6 })
    // The hyphen was deleted: the caret goes before it, so that the next backspace takes a symbol.
    expect(formatTyped('K7MQ4', 4)).toEqual({ text: 'K7MQ-4', caret: 4 })
  })

  it('never puts the caret outside the text', () => {
    const typed = fc.string({
      unit: fc.constantFrom(...Array.from(roomCodeAlphabet), '-', ' ', 'o', 'u', '!'),
    })
    fc.assert(
      fc.property(typed, fc.nat(), (text, position) => {
        const result = formatTyped(text, position % (text.length + 1))
        expect(result.caret).toBeGreaterThanOrEqual(0)
        expect(result.caret).toBeLessThanOrEqual(result.text.length)
      }),
    )
  })

  it.each([
    'https://visavis.example/#K7MQ-4QXP-9TDA',
    ' http://localhost:8790/#k7mq4qxp9tda',
    'visavis://join/K7MQ-4QXP-9TDA',
    'visavis://join/K7MQ-4QXP-9TDA?server=wss%3A%2F%2Fa.example%2Fws',
  ])('takes the code out of %s', (link) => {
    expect(formatTyped(link, link.length)).toEqual({ text: 'K7MQ-4QXP-9TDA', caret: 14 })
  })

  it.each(['https://meet.example/abc-defg', 'visavis://settings', 'https://visavis.example/'])(
    'leaves %s as it was pasted',
    (link) => {
      expect(formatTyped(link, 5)).toEqual({ text: link, caret: 5 })
    },
  )

  it('leaves other text alone', () => {
    expect(codeInText('K7MQ-4QXP')).toBe('K7MQ-4QXP')
  })
})
