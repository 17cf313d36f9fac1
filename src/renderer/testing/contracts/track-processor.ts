import type { TrackHandle } from '../../core/ports/media-handles.ts'
import type { TrackProcessor } from '../../core/ports/track-processor.ts'
import { check, equal, eventually, type ContractCase, type Steps } from './case.ts'

export interface TrackProcessorHarness extends Steps {
  create(): TrackProcessor
  /** An open track of the kind that the processor takes. */
  source(): Promise<TrackHandle>
  isLive(track: TrackHandle): boolean
}

async function running(harness: TrackProcessorHarness) {
  const processor = harness.create()
  const source = await harness.source()
  await processor.start()
  return { processor, source, output: await processor.process(source) }
}

export const trackProcessorCases: readonly ContractCase<TrackProcessorHarness>[] = [
  {
    name: 'gives a live track of the same kind',
    run: async (harness) => {
      const { processor, source, output } = await running(harness)
      equal(output.kind, source.kind, 'kind')
      check(output.id !== source.id, 'the output is the source')
      check(harness.isLive(output), 'the output is live')
      processor.stop()
    },
  },
  {
    name: 'ends its output and leaves the source open when it is stopped',
    run: async (harness) => {
      const { processor, source, output } = await running(harness)
      processor.stop()
      await eventually(harness, () => harness.isLive(output), false, 'the output is live')
      check(harness.isLive(source), 'the source is closed')
    },
  },
  {
    name: 'can be stopped before it was started, and twice',
    run: async (harness) => {
      harness.create().stop()
      const { processor, output } = await running(harness)
      processor.stop()
      processor.stop()
      check(!harness.isLive(output), 'the output is live')
    },
  },
  {
    name: 'runs beside another of its kind',
    run: async (harness) => {
      const [first, second] = [await running(harness), await running(harness)]
      first.processor.stop()
      check(harness.isLive(second.output), 'the other output ended')
      second.processor.stop()
    },
  },
]
