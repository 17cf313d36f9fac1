import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { iterations } from '../../src/renderer/adapters/web-crypto.ts'
import { roomCodeAlphabet, roomCodeLength } from '../../src/shared/room-code.ts'
import { root } from '../../testing/setup/build-app.ts'

/** What the document assumes: PBKDF2-HMAC-SHA-256 iterations a second on one fast consumer GPU. */
const iterationsPerSecond = 9e9
const secondsPerYear = 365.25 * 24 * 3600

describe('the cost of guessing a code offline, as docs/security.md has it', () => {
  const text = readFileSync(join(root, 'docs/security.md'), 'utf8')
  // One symbol of a code checks the others and is not random.
  const bits = (roomCodeLength - 1) * Math.log2(roomCodeAlphabet.length)

  it('one GPU needs about 38,000 years', () => {
    expect(text).toContain('9 × 10⁹ iterations a second')
    expect(text).toContain(`A code has ${bits} random bits`)
    expect(text).toContain(`with ${iterations.toLocaleString('en')} iterations`)
    const guessesPerSecond = iterationsPerSecond / iterations
    expect(text).toContain(guessesPerSecond.toLocaleString('en'))
    const years = 2 ** bits / 2 / guessesPerSecond / secondsPerYear
    expect(Math.round(years / 1000)).toBe(38)
    expect(text).toContain('38,000 years')
  })
})
