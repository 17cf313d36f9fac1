import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Backlog } from './backlog.ts'
import type { Frame } from './frame.ts'

it('behaves as a list that is copied each time, whatever is made from which', () => {
  const action = fc.record({ of: fc.nat(), add: fc.boolean(), count: fc.nat(4) })
  fc.assert(
    fc.property(fc.array(action, { maxLength: 60 }), (actions) => {
      const made: { backlog: Backlog; model: Frame[] }[] = [{ backlog: Backlog.empty, model: [] }]
      actions.forEach(({ of, add, count }, i) => {
        const { backlog, model } = made[of % made.length] ?? { backlog: Backlog.empty, model: [] }
        const item: Frame = { type: 'signal', text: String(i), bytes: i }
        made.push(
          add
            ? { backlog: backlog.with(item), model: [...model, item] }
            : { backlog: backlog.without(count), model: model.slice(count) },
        )
      })
      for (const { backlog, model } of made) {
        expect(backlog.items()).toEqual(model)
        expect(backlog.length).toBe(model.length)
        expect(backlog.bytes).toBe(model.reduce((sum, { bytes }) => sum + bytes, 0))
      }
    }),
  )
})
