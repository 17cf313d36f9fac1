import { describe, expect, it } from 'vitest'
import { FakeLevels } from '../../testing/fake-levels.ts'
import { HandClock } from '../../testing/hand-clock.ts'
import { watchMutedTalking } from './muted-talking.ts'

function listening() {
  const levels = new FakeLevels()
  const clock = new HandClock()
  let said = 0
  const talking = watchMutedTalking(levels, clock, () => said++)
  const microphone = { id: 'mic', kind: 'audio' }
  talking.watch(microphone)
  return {
    levels,
    clock,
    talking,
    microphone,
    said: () => said,
    hear: (level: number, readings: number) => {
      levels.loudness.set('mic', level)
      for (let count = 0; count < readings; count++) levels.read()
    },
  }
}

describe('talking while muted', () => {
  it('is said when somebody goes on talking', () => {
    const { hear, said } = listening()
    hear(0.7, 7)
    expect(said()).toBe(0)
    hear(0.7, 1)
    expect(said()).toBe(1)
  })

  it('is not said of a quiet room or of single noises', () => {
    const { hear, said } = listening()
    hear(0.4, 50)
    for (let knock = 0; knock < 10; knock++) {
      hear(1, 7)
      hear(0.1, 1)
    }
    expect(said()).toBe(0)
  })

  it('is said once, and again only after a while', () => {
    const { hear, said, clock } = listening()
    hear(0.8, 100)
    expect(said()).toBe(1)
    clock.advance(19_999)
    hear(0.8, 20)
    expect(said()).toBe(1)
    clock.advance(1)
    hear(0.8, 1)
    expect(said()).toBe(2)
  })

  it('begins anew with another microphone, and lets go of the one before', () => {
    const { hear, said, talking, levels } = listening()
    hear(0.8, 7)
    talking.watch({ id: 'other', kind: 'audio' })
    expect(levels.watched).toEqual(['other'])
    levels.loudness.set('other', 0.8)
    levels.read()
    expect(said()).toBe(0)
  })

  it('goes on with the same microphone', () => {
    const { hear, said, talking, microphone } = listening()
    hear(0.8, 7)
    talking.watch(microphone)
    hear(0.8, 1)
    expect(said()).toBe(1)
  })

  it('watches nothing when nothing is muted', () => {
    const { talking, levels } = listening()
    talking.watch(undefined)
    expect(levels.watched).toEqual([])
  })
})
