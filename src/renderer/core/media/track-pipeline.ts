import type { TrackHandle } from '../ports/media-handles.ts'
import type { TrackProcessor } from '../ports/track-processor.ts'

/** Processors that run one after the other over the track of one device. */
export interface TrackPipeline {
  /** The output of the last processor; the source itself where there is none. */
  readonly output: TrackHandle
  /** Stops the processors, the last one first. The source stays open. */
  stop(): void
}

/**
 * Starts the processors in their order. Rejects when one of them cannot run; the ones before it are stopped
 * then. A picture or sound that should have been processed is never sent unprocessed.
 */
export async function startPipeline(
  source: TrackHandle,
  processors: readonly TrackProcessor[],
): Promise<TrackPipeline> {
  const started: TrackProcessor[] = []
  const stop = (): void => {
    for (const processor of started.splice(0).reverse()) processor.stop()
  }
  let output = source
  try {
    for (const processor of processors) {
      started.push(processor)
      await processor.start()
      output = await processor.process(output)
    }
  } catch (cause) {
    stop()
    throw cause
  }
  return { output, stop }
}
