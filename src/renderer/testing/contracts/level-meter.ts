import type { StreamHandle, TrackHandle } from '../../core/ports/media-handles.ts'
import type { LevelMeter } from '../../core/ports/level-meter.ts'
import { check, equal, eventually, settle, type ContractCase, type Steps } from './case.ts'

export interface LevelMeterHarness extends Steps {
  readonly meter: LevelMeter
  /** A microphone's track: a full-scale tone, or nothing to hear. */
  microphone(sounds: 'loud' | 'silent'): TrackHandle
  /** A stream with that track in it, or with none. */
  stream(sounds: 'loud' | 'none'): StreamHandle
  /** What the meter still holds that belongs to no watcher. */
  left(): number
}

const isLoud = (level: number | undefined): boolean => level !== undefined && level > 0.85 && level <= 1

export const levelMeterCases: readonly ContractCase<LevelMeterHarness>[] = [
  {
    name: 'tells how loud a track and a stream are',
    run: async (harness) => {
      for (const source of [harness.microphone('loud'), harness.stream('loud')]) {
        let level: number | undefined
        const stop = harness.meter.watch(source, (next) => {
          level = next
        })
        await eventually(harness, () => isLoud(level), true, 'full scale')
        stop()
      }
    },
  },
  {
    name: 'says 0 of silence',
    run: async (harness) => {
      const levels: number[] = []
      const stop = harness.meter.watch(harness.microphone('silent'), (level) => levels.push(level))
      await eventually(harness, () => levels.length > 3, true, 'readings')
      equal(Math.max(...levels), 0, 'silence')
      stop()
    },
  },
  {
    name: 'watches several at once, each for itself',
    run: async (harness) => {
      const levels: [number, number] = [-1, -1]
      const stops = (['loud', 'silent'] as const).map((sounds, index) =>
        harness.meter.watch(harness.microphone(sounds), (level) => {
          levels[index] = level
        }),
      )
      await eventually(harness, () => isLoud(levels[0]) && levels[1] === 0, true, 'one loud, one silent')
      stops[0]?.()
      levels[1] = -1
      await eventually(harness, () => levels[1], 0, 'the other goes on')
      stops[1]?.()
    },
  },
  {
    name: 'has nothing to say of a stream without sound',
    run: async (harness) => {
      let readings = 0
      const stop = harness.meter.watch(harness.stream('none'), () => readings++)
      await settle(harness)
      equal(readings, 0, 'readings')
      stop()
    },
  },
  {
    name: 'is silent and holds nothing once nobody watches',
    run: async (harness) => {
      let readings = 0
      const stop = harness.meter.watch(harness.microphone('loud'), () => readings++)
      const stopOther = harness.meter.watch(harness.microphone('loud'), () => undefined)
      await eventually(harness, () => readings > 1, true, 'readings')
      check(harness.left() > 0, 'the harness does not see what the meter holds')
      stop()
      stop()
      const before = readings
      await settle(harness)
      equal(readings, before, 'silent')
      stopOther()
      await eventually(harness, () => harness.left(), 0, 'left')
    },
  },
]
