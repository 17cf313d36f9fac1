import fc from 'fast-check'
import { expect, it } from 'vitest'
import { UnackedQueue } from './unacked-queue.ts'
import type { Frame } from './frame.ts'

const senders = ['A', 'B'] as const

it('behaves as a list, and one made from its items goes its own way', () => {
  const action = fc.oneof(
    fc.record({
      do: fc.constant('add' as const),
      bytes: fc.nat(9),
      from: fc.constantFrom(...senders),
    }),
    fc.record({ do: fc.constant('drop' as const), count: fc.nat(4) }),
  )
  fc.assert(
    fc.property(fc.array(action, { maxLength: 40 }), fc.nat(40), (actions, copyAt) => {
      const queue = new UnackedQueue()
      let model: Frame[] = []
      let [copy, modelOfCopy] = [queue, model]
      actions.forEach((action, i) => {
        if (i === copyAt) [copy, modelOfCopy] = [new UnackedQueue(queue.items()), model]
        if (action.do === 'add') {
          const frame: Frame = { type: 'signal', text: String(i), bytes: action.bytes, from: action.from }
          queue.add(frame)
          model = [...model, frame]
        } else {
          queue.dropOldest(action.count)
          model = model.slice(action.count)
        }
      })
      if (copy === queue) modelOfCopy = model
      for (const [made, expected] of [
        [queue, model],
        [copy, modelOfCopy],
      ] as const) {
        expect(made.items()).toEqual(expected)
        expect(made.items(1)).toEqual(expected.slice(1))
        expect(made.length).toBe(expected.length)
        expect(made.bytes).toBe(expected.reduce((sum, { bytes }) => sum + bytes, 0))
        for (const sender of senders) {
          const own = expected.filter(({ from }) => from === sender)
          const bytes = own.reduce((sum, item) => sum + item.bytes, 0)
          expect(made.totalFrom(sender)).toEqual({ messages: own.length, bytes })
        }
      }
    }),
  )
})
