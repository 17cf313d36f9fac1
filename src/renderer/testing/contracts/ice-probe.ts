import type { IceProbe, IceProbeEvents } from '../../core/ports/ice-probe.ts'
import { check, equal, eventually, settle, type ContractCase, type Steps } from './case.ts'

export interface IceProbeHarness extends Steps {
  readonly probe: IceProbe
}

class Diary {
  readonly lines: string[] = []
  readonly events: IceProbeEvents = {
    candidate: (kind) => this.lines.push(kind),
    error: (code) => this.lines.push(`error ${code}`),
    done: () => this.lines.push('done'),
  }

  isDone = (): boolean => this.lines.includes('done')
}

export const iceProbeCases: readonly ContractCase<IceProbeHarness>[] = [
  {
    name: 'without servers finds own addresses only, and says when that is all',
    run: async (harness) => {
      const diary = new Diary()
      const stop = harness.probe.gather([], false, diary.events)
      equal(diary.lines, [], 'called back at once')
      await eventually(harness, diary.isDone, true, 'done')
      check(
        diary.lines.every((line) => line === 'host' || line === 'done'),
        `found: ${diary.lines.join(', ')}`,
      )
      stop()
    },
  },
  {
    name: 'finds no way through a relay where there is none',
    run: async (harness) => {
      const diary = new Diary()
      const stop = harness.probe.gather([], true, diary.events)
      await eventually(harness, diary.isDone, true, 'done')
      equal(diary.lines, ['done'], 'found')
      stop()
    },
  },
  {
    name: 'is silent once it was stopped',
    run: async (harness) => {
      const diary = new Diary()
      const stop = harness.probe.gather([], false, diary.events)
      stop()
      stop()
      await settle(harness)
      equal(diary.lines, [], 'silent')
    },
  },
  {
    name: 'says of an address that cannot be read that nothing answered, instead of throwing',
    run: async (harness) => {
      const diary = new Diary()
      const stop = harness.probe.gather([{ urls: ['stun:'] }], false, diary.events)
      equal(diary.lines, [], 'called back at once')
      await eventually(harness, () => diary.lines, ['error 701', 'done'], 'told')
      stop()
    },
  },
]
