import { describe, expect, it } from 'vitest'
import { moveInGrid } from './moveInGrid.ts'

/** Three in the first row, two in the second, one below: as `012 / 34 / 5`. */
const boxes = [
  [0, 0],
  [100, 0],
  [200, 0],
  [0, 80],
  [100, 80],
  [0, 160],
].map(([left = 0, top = 0]) => ({ left, top, width: 90 }))

describe('an arrow key among pictures', () => {
  it.each([
    ['ArrowRight', 2, 3],
    ['ArrowLeft', 3, 2],
    ['ArrowDown', 1, 4],
    ['ArrowDown', 2, 4],
    ['ArrowDown', 4, 5],
    ['ArrowUp', 5, 3],
    ['ArrowUp', 4, 1],
  ] as const)('%s leads from %i to %i', (key, from, to) => {
    expect(moveInGrid(boxes, from, key)).toBe(to)
  })

  it.each([
    ['ArrowLeft', 0],
    ['ArrowUp', 2],
    ['ArrowRight', 5],
    ['ArrowDown', 5],
    ['ArrowDown', 9],
  ] as const)('%s leads out from %i', (key, from) => {
    expect(moveInGrid(boxes, from, key)).toBeUndefined()
  })
})
