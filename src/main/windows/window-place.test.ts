import { describe, expect, it } from 'vitest'
import { backIntoView, defaultSize, fitPlace } from './window-place.ts'

const laptop = { x: 0, y: 25, width: 1440, height: 875 }
const left = { x: -1920, y: 0, width: 1920, height: 1080 }
const place = { x: -1800, y: 40, width: 1200, height: 800 }

describe('fitPlace', () => {
  it('leaves the first window to the system', () => {
    expect(fitPlace(undefined, [laptop])).toEqual(defaultSize)
    expect(fitPlace(undefined, [{ ...laptop, height: 600 }])).toEqual({ ...defaultSize, height: 600 })
  })
  it('finds the place again on a display to the left', () => {
    expect(fitPlace(place, [laptop, left])).toEqual({ x: -1800, y: 40, width: 1200, height: 800 })
  })
  it('keeps the size alone when the display is gone', () => {
    expect(fitPlace(place, [laptop])).toEqual({ width: 1200, height: 800 })
  })
  it('shrinks to a display that has shrunk', () => {
    expect(fitPlace({ ...place, x: 0, y: 30, width: 3000, height: 2000 }, [laptop])).toEqual({
      x: 0,
      y: 30,
      width: 1440,
      height: 875,
    })
  })
  it('brings a title bar down from under the menu bar', () => {
    expect(fitPlace({ ...place, x: 10, y: 0 }, [laptop])).toMatchObject({ x: 10, y: 25 })
  })
  it('does not open below the edge, where it could not be grabbed', () => {
    expect(fitPlace({ ...place, x: 10, y: 890 }, [laptop])).toEqual({ width: 1200, height: 800 })
  })
})

describe('backIntoView', () => {
  it('leaves a window alone that can be grabbed', () => {
    expect(backIntoView(place, [laptop, left])).toBeUndefined()
  })
  it('puts one whose display is gone in the middle of the first', () => {
    expect(backIntoView(place, [laptop])).toEqual({ x: 120, y: 63, width: 1200, height: 800 })
  })
  it('makes it fit there', () => {
    expect(backIntoView({ ...place, width: 1900, height: 1000 }, [laptop])).toEqual(laptop)
  })
  it('does nothing where there is no display at all', () => {
    expect(backIntoView(place, [])).toBeUndefined()
  })
})
