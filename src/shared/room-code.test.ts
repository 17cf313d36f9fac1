import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRoomCode, formatRoomCode, parseRoomCode, roomCodeAlphabet } from './room-code.ts'

const anyCode = fc.uint8Array({ minLength: 11, maxLength: 11 }).map((bytes) => createRoomCode(() => bytes))

describe('room code', () => {
  it('accepts the code of the documentation', () => {
    expect(parseRoomCode('K7MQ-4QXP-9TDA')).toEqual({ ok: true, code: 'K7MQ4QXP9TDA' })
  })

  it('reads what it made, however it is typed', () => {
    fc.assert(
      fc.property(anyCode, (code) => {
        const typed = ` ${formatRoomCode(code).toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l')} `
        expect(parseRoomCode(typed)).toEqual({ ok: true, code })
      }),
    )
  })

  it('uses every random bit', () => {
    const low = createRoomCode(() => new Uint8Array(11))
    const high = createRoomCode(() => new Uint8Array(11).fill(255))
    expect(low.slice(0, 11)).toBe('00000000000')
    expect(high.slice(0, 11)).toBe('ZZZZZZZZZZZ')
  })

  it('catches any single wrong symbol', () => {
    fc.assert(
      fc.property(anyCode, fc.nat(11), fc.integer({ min: 1, max: 31 }), (code, index, shift) => {
        const wrong = roomCodeAlphabet.charAt((roomCodeAlphabet.indexOf(code.charAt(index)) + shift) % 32)
        const typed = code.slice(0, index) + wrong + code.slice(index + 1)
        expect(parseRoomCode(typed)).toEqual({ ok: false, problem: 'code-mistyped' })
      }),
    )
  })

  it('catches any swap of two neighbours', () => {
    fc.assert(
      fc.property(anyCode, fc.nat(10), (code, index) => {
        const [a, b] = [code.charAt(index), code.charAt(index + 1)]
        fc.pre(a !== b)
        const typed = code.slice(0, index) + b + a + code.slice(index + 2)
        expect(parseRoomCode(typed)).toEqual({ ok: false, problem: 'code-mistyped' })
      }),
    )
  })

  it.each([
    ['', 'code-too-short'],
    ['K7MQ-4QXP', 'code-too-short'],
    ['K7MQ-4QXP-9TDA-0', 'code-too-long'],
    ['K7MQ-4QXP-9TDU', 'code-bad-symbol'],
    ['K7MQ-4QXP-9T!A', 'code-bad-symbol'],
  ])('says what is wrong with %j', (text, problem) => {
    expect(parseRoomCode(text)).toEqual({ ok: false, problem })
  })

  it('formats a half-typed code', () => {
    expect(formatRoomCode('K7MQ4')).toBe('K7MQ-4')
    expect(formatRoomCode('K7MQ4QXP9TDA')).toBe('K7MQ-4QXP-9TDA')
  })
})
