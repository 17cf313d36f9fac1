import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createActiveSpeaker } from './activeSpeaker.ts'
import { cornerByKey, nearestCorner, selfViewRect, selfViewSize } from './selfViewPlace.ts'
import { shareLabel } from './shareLabel.ts'
import type { Corner } from './stageLayout.ts'
import { tagPlace } from './tagPlace.ts'
import { videoFit } from './videoFit.ts'

const corners: Corner[] = ['top-left', 'top-right', 'bottom-left', 'bottom-right']

describe('self view', () => {
  it('stays on the stage and is found again in its corner', () => {
    const stages = fc.record({
      width: fc.integer({ min: 320, max: 3840 }),
      height: fc.integer({ min: 400, max: 2160 }),
    })
    fc.assert(
      fc.property(stages, fc.constantFrom(...corners), fc.boolean(), (stage, corner, crowded) => {
        const rect = selfViewRect(stage, selfViewSize(stage, crowded), corner)
        expect(rect.x).toBeGreaterThanOrEqual(0)
        expect(rect.y).toBeGreaterThanOrEqual(0)
        expect(rect.x + rect.width).toBeLessThanOrEqual(stage.width)
        expect(rect.y + rect.height).toBeLessThanOrEqual(stage.height)
        expect(nearestCorner(stage, rect)).toBe(corner)
      }),
    )
  })

  it('moves by arrow keys and stops at the edge', () => {
    expect(cornerByKey('bottom-right', 'ArrowUp')).toBe('top-right')
    expect(cornerByKey('top-right', 'ArrowLeft')).toBe('top-left')
    expect(cornerByKey('top-left', 'ArrowLeft')).toBeUndefined()
    expect(cornerByKey('top-left', 'a')).toBeUndefined()
  })
})

describe('name tag', () => {
  const stage = { width: 1280, height: 800 }

  it('is at the bottom left of its tile', () => {
    expect(tagPlace({ x: 8, y: 8, width: 1264, height: 784 }, stage)).toEqual({ edge: 'bottom', offset: 8 })
  })

  it('goes to the top where the bar would cover it, and below the room code where that would', () => {
    expect(tagPlace({ x: 430, y: 500, width: 400, height: 292 }, stage).edge).toBe('top')
    expect(tagPlace({ x: 8, y: 8, width: 344, height: 464 }, { width: 360, height: 480 })).toEqual({
      edge: 'top',
      offset: 52,
    })
  })
})

describe('picture in a tile', () => {
  it('is cropped a little, but not beyond recognition', () => {
    expect(videoFit(16 / 9, 1.6)).toBe('cover')
    expect(videoFit(4 / 3, 16 / 9)).toBe('cover')
    expect(videoFit(9 / 16, 16 / 9)).toBe('contain')
  })
})

describe('active speaker', () => {
  it('is whoever is clearly louder, and stays through a pause', () => {
    const speaker = createActiveSpeaker()
    const say = (who: string, loud: number, now: number, times = 10) => {
      let active: string | undefined
      for (let turn = 0; turn < times; turn++) active = speaker.report(who, loud, now)
      return active
    }
    expect(say('ada', 0.1, 0)).toBeUndefined()
    expect(say('ada', 0.6, 100)).toBe('ada')
    expect(say('luis', 0.65, 200)).toBe('ada')
    expect(say('luis', 0.9, 300)).toBe('luis')
    expect(say('luis', 0, 600)).toBe('luis')
    expect(say('luis', 0, 1300)).toBeUndefined()
  })
})

describe('name of what is shared', () => {
  it('is left out when it is only an internal id', () => {
    expect(shareLabel('screen:0:0')).toBeUndefined()
    expect(shareLabel('web-contents-media-stream://12:3')).toBeUndefined()
    expect(shareLabel('')).toBeUndefined()
    expect(shareLabel('Plan for the spring')).toBe('Plan for the spring')
  })
})
