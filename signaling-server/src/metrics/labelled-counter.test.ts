import { expect, it } from 'vitest'
import { LabelledCounter } from './labelled-counter.ts'

it('begins every listed label with 0 and counts what is not listed as other', () => {
  const counter = new LabelledCounter<number>([1000, 1006])
  expect([...counter.entries()]).toEqual([
    [1000, 0],
    [1006, 0],
    ['other', 0],
  ])
  counter.count(1006)
  for (let code = 3000; code < 5000; code++) counter.count(code)
  expect([...counter.entries()]).toEqual([
    [1000, 0],
    [1006, 1],
    ['other', 2000],
  ])
})
