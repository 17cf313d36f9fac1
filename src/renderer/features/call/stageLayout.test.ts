import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gap, layoutStage, type Rect, type Size } from './stageLayout.ts'

const stages = fc.record({
  width: fc.integer({ min: 320, max: 3840 }),
  height: fc.integer({ min: 320, max: 2160 }),
})
const slack = 0.001

const overlap = (a: Rect, b: Rect) =>
  a.x + a.width > b.x + slack &&
  b.x + b.width > a.x + slack &&
  a.y + a.height > b.y + slack &&
  b.y + b.height > a.y + slack
const inside = (rect: Rect, stage: Size) =>
  rect.x >= gap - slack &&
  rect.y >= gap - slack &&
  rect.x + rect.width <= stage.width - gap + slack &&
  rect.y + rect.height <= stage.height - gap + slack

describe('stage layout', () => {
  it('keeps every tile on the stage and apart from the others, whatever the window', () => {
    fc.assert(
      fc.property(
        stages,
        fc.integer({ min: 0, max: 8 }),
        fc.integer({ min: 0, max: 3 }),
        (stage, people, screens) => {
          const layout = layoutStage(stage, { people, screens })
          const tiles = [...layout.people, ...layout.screens]
          expect(tiles).toHaveLength(people + screens)
          for (const [index, tile] of tiles.entries()) {
            expect(inside(tile, stage)).toBe(true)
            for (const other of tiles.slice(index + 1)) expect(overlap(tile, other)).toBe(false)
          }
        },
      ),
    )
  })

  it('keeps several people in 16 : 9', () => {
    fc.assert(
      fc.property(stages, fc.integer({ min: 2, max: 8 }), (stage, people) => {
        for (const { width, height } of layoutStage(stage, { people, screens: 0 }).people) {
          expect(width / height).toBeCloseTo(16 / 9, 5)
        }
      }),
    )
  })

  it('gives one person the whole stage', () => {
    const { people } = layoutStage({ width: 1280, height: 800 }, { people: 1, screens: 0 })
    expect(people).toEqual([{ x: 8, y: 8, width: 1264, height: 784 }])
  })

  it('sets two people side by side where that is nearly as large, one above the other in a narrow window', () => {
    const wide = layoutStage({ width: 1280, height: 800 }, { people: 2, screens: 0 }).people
    expect(wide[0]?.y).toBe(wide[1]?.y)
    const narrow = layoutStage({ width: 360, height: 480 }, { people: 2, screens: 0 }).people
    expect(narrow[0]?.x).toBe(narrow[1]?.x)
  })

  it('gives a shared screen most of the stage, and keeps the strip clear of the self view', () => {
    const stage = { width: 1280, height: 800 }
    const selfView = { x: 1072, y: 676, width: 192, height: 108 }
    const { people, screens } = layoutStage(stage, { people: 7, screens: 1, selfView })
    const [screen] = screens
    expect((screen?.width ?? 0) * (screen?.height ?? 0)).toBeGreaterThan(0.75 * stage.width * stage.height)
    for (const tile of people) expect(overlap(tile, selfView)).toBe(false)
  })
})
