/**
 * Room codes: what two people read out to each other. See docs/protocol.md, "Room codes and keys".
 *
 * Twelve symbols of Crockford's base 32: eleven random ones (55 bits) and a check symbol.
 */

declare const roomCodeBrand: unique symbol
/** Twelve canonical symbols without separators, check symbol verified. */
export type RoomCode = string & { readonly [roomCodeBrand]: true }

export type RoomCodeProblem = 'code-too-short' | 'code-too-long' | 'code-bad-symbol' | 'code-mistyped'

export type RoomCodeResult =
  { readonly ok: true; readonly code: RoomCode } | { readonly ok: false; readonly problem: RoomCodeProblem }

/** Crockford's base 32: no I, L, O (read as 1, 1, 0) and no U. */
export const roomCodeAlphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
export const roomCodeLength = 12
const groupLength = 4

/** x⁵ + x² + 1, primitive over GF(2): the powers of 2 run through all 31 non-zero elements of GF(32). */
const fieldPolynomial = 0b100101

function double(element: number): number {
  const shifted = element << 1
  return shifted & 0b100000 ? shifted ^ fieldPolynomial : shifted
}

/**
 * Σ 2ⁱ·dᵢ in GF(32), where dᵢ is the value of symbol i counted from the left; 0 for a valid code.
 * A wrong symbol changes it by 2ⁱ·δ and a swap of neighbours by 3·2ⁱ·δ, neither of which can be 0.
 */
function syndrome(symbols: string): number {
  let sum = 0
  for (let index = symbols.length - 1; index >= 0; index--) {
    sum = double(sum) ^ roomCodeAlphabet.indexOf(symbols.charAt(index))
  }
  return sum
}

/** Twelve canonical symbols whose check symbol is right. */
export function isRoomCode(symbols: string): symbols is RoomCode {
  return (
    symbols.length === roomCodeLength &&
    [...symbols].every((symbol) => roomCodeAlphabet.includes(symbol)) &&
    syndrome(symbols) === 0
  )
}

/** Upper case, look-alikes replaced, spaces and hyphens dropped. What is left may still hold bad symbols. */
export function normalizeRoomCodeText(text: string): string {
  return text
    .toUpperCase()
    .replace(/[\s\-‐-―_]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
}

/** Reads a code as a person types it. The problem is the first that helps them mend it. */
export function parseRoomCode(text: string): RoomCodeResult {
  const symbols = normalizeRoomCodeText(text)
  for (const symbol of symbols) {
    if (!roomCodeAlphabet.includes(symbol)) return { ok: false, problem: 'code-bad-symbol' }
  }
  if (symbols.length < roomCodeLength) return { ok: false, problem: 'code-too-short' }
  if (symbols.length > roomCodeLength) return { ok: false, problem: 'code-too-long' }
  if (syndrome(symbols) !== 0) return { ok: false, problem: 'code-mistyped' }
  return { ok: true, code: symbols as RoomCode }
}

/** Groups of four with hyphens, complete or not: `K7MQ-4QXP-9TDA`, `K7MQ-4`. */
export function formatRoomCode(symbols: string): string {
  const groups: string[] = []
  for (let start = 0; start < symbols.length; start += groupLength) {
    groups.push(symbols.slice(start, start + groupLength))
  }
  return groups.join('-')
}

/** @param randomBytes a cryptographically secure source: returns `length` bytes. */
export function createRoomCode(randomBytes: (length: number) => Uint8Array): RoomCode {
  const random = randomBytes(roomCodeLength - 1)
  let symbols = ''
  for (const byte of random) symbols += roomCodeAlphabet.charAt(byte & 31)
  for (const check of roomCodeAlphabet) {
    if (syndrome(symbols + check) === 0) return (symbols + check) as RoomCode
  }
  throw new Error('unreachable: every word of GF(32) has a check symbol')
}
