import { describe, expect, it } from 'vitest'
import { createRoomCode, formatRoomCode } from '../../shared/room-code.ts'
import { redact } from './redact.ts'

const code = createRoomCode((length) => new Uint8Array(length).fill(21))

describe('redact', () => {
  it.each([
    [`joining ${code}`, 'joining [code]'],
    [`joining ${formatRoomCode(code)} now`, 'joining [code] now'],
    [`joining ${formatRoomCode(code).toLowerCase()}`, 'joining [code]'],
    [`argv visavis://join/${code}?server=x`, 'argv visavis:[link]'],
    [`open https://calls.example/#${code}`, 'open https://calls.example/[link]'],
  ])('%s', (text, expected) => {
    expect(redact(text)).toBe(expected)
  })

  it('leaves what is no code', () => {
    const text = 'settings kept as /home/ann/settings-20261121T132959.json, ENOENT (window 12)'
    expect(redact(text)).toBe(text)
    // Twelve letters that happen to pass the check of a code.
    expect(redact('request not readable name=copyText')).toBe('request not readable name=copyText')
  })
})
