import { expect, it } from 'vitest'
import { MemoryBudget, type MemoryHolder } from './memory-budget.ts'

interface FakeHolder extends MemoryHolder {
  hold(bytes: number): void
  leave(): void
}

function setUp(limits: { maxHeldBytes: number; maxHeldBytesPerAddress: number }) {
  const holders = new Map<string, FakeHolder>()
  const evicted: string[] = []
  const scopes: string[] = []
  const budget = new MemoryBudget(
    limits,
    () => holders.values(),
    (scope, count) => scopes.push(`${scope} ${count}`),
  )
  const open = (name: string, address: string): FakeHolder => {
    const account = budget.open(address)
    let held = 0
    const hold = (bytes: number) => {
      account.add(bytes - held)
      held = bytes
    }
    const leave = () => {
      hold(0)
      account.close()
      holders.delete(name)
    }
    const holder: FakeHolder = {
      account,
      get heldBytes() {
        return held
      },
      evict: () => {
        evicted.push(name)
        leave()
      },
      hold,
      leave,
    }
    holders.set(name, holder)
    return holder
  }
  const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve))
  return { budget, evicted, scopes, open, nextTurn }
}

it('past the limit of an address ends those there who hold the most, until there is room again', async () => {
  const { evicted, scopes, open, nextTurn, budget } = setUp({
    maxHeldBytes: 10_000,
    maxHeldBytesPerAddress: 1_000,
  })
  open('small', 'a').hold(100)
  open('other', 'b').hold(900)
  open('large', 'a').hold(600)
  open('medium', 'a').hold(350)
  expect(evicted).toEqual([])
  await nextTurn()
  expect(evicted).toEqual(['large'])
  expect(scopes).toEqual(['address 1'])
  expect(budget.used).toBe(100 + 900 + 350)
})

it('past the limit of all ends the worst of the address that holds most, then of the next', async () => {
  const { evicted, scopes, open, nextTurn, budget } = setUp({
    maxHeldBytes: 800,
    maxHeldBytesPerAddress: 1_000,
  })
  open('a1', 'a').hold(200)
  open('a2', 'a').hold(150)
  open('b1', 'b').hold(300)
  open('c1', 'c').hold(10)
  open('d1', 'd').hold(250)
  await nextTurn()
  expect(evicted).toEqual(['a1', 'b1'])
  expect(scopes).toEqual(['total 2'])
  expect(budget.used).toBe(410)
})

it('ends nobody if what was held has gone by the time it is measured', async () => {
  const { evicted, open, nextTurn } = setUp({ maxHeldBytes: 10_000, maxHeldBytesPerAddress: 1_000 })
  const one = open('one', 'a')
  one.hold(5_000)
  one.hold(10)
  await nextTurn()
  expect(evicted).toEqual([])
})

it('remembers no address nobody holds anything for', () => {
  const { budget, open } = setUp({ maxHeldBytes: 10_000, maxHeldBytesPerAddress: 1_000 })
  const [one, two] = [open('one', 'a'), open('two', 'a')]
  one.leave()
  expect(budget.accounts).toBe(1)
  two.leave()
  expect(budget.accounts).toBe(0)
})
