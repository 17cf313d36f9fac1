import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { share } from './structural-sharing.ts'

class Handle {
  readonly id = 'a'
}

describe('share', () => {
  it('is what came before where nothing changed', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const copy: unknown = structuredClone(value)
        expect(share(value, copy as typeof value)).toBe(value)
      }),
    )
  })

  it('always equals what came after', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (before, after) => {
        expect(share(before, after)).toEqual(after)
      }),
    )
  })

  it('keeps the parts that did not change', () => {
    const before = { people: [{ name: 'Ada' }, { name: 'Ben' }], self: { on: true } }
    const after = share(before, { people: [{ name: 'Ada' }, { name: 'Cem' }], self: { on: true } })
    expect(after.people[0]).toBe(before.people[0])
    expect(after.self).toBe(before.self)
    expect(after.people[1]).toEqual({ name: 'Cem' })
  })

  it('notices a field that is gone, and one that is new', () => {
    const before: { a?: number; b?: number } = { a: 1 }
    expect(share(before, {})).toEqual({})
    expect(share(before, { b: 1 })).toEqual({ b: 1 })
  })

  it('does not look into handles', () => {
    const [one, other] = [new Handle(), new Handle()]
    expect(share({ one }, { one: other }).one).toBe(other)
  })
})
