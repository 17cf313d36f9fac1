import type { CaptureKind } from '../ports/errors.ts'
import type { Dispose } from '../lib/dispose.ts'
import type { StreamHandle, TrackHandle } from '../ports/media-handles.ts'
import type { CapturePort, CaptureResult } from '../ports/capture.ts'
import type { Logger } from '../lib/logger.ts'
import type { PreferencesPort } from '../ports/preferences.ts'
import type { TrackProcessors } from '../ports/track-processor.ts'
import { captureSettingsOf } from '../ports/capture-settings.ts'
import type { OpenResult } from './events.ts'
import { startPipeline, type TrackPipeline } from './track-pipeline.ts'

export interface DevicesInUsePorts {
  readonly capture: CapturePort
  readonly processors: TrackProcessors
  readonly preferences: PreferencesPort
  readonly logger: Logger
}

/** The tracks that are open, with the processors that run over them: the one owner of both. */
export interface DevicesInUse {
  /** Never rejects: a failure is a result, and leaves nothing open. */
  open(kind: CaptureKind, deviceId: string | undefined): Promise<OpenResult>
  /** Runs the processors that are wanted now over an open source, in place of the ones before. Never rejects. */
  process(kind: CaptureKind, source: TrackHandle): Promise<ProcessResult>
  /** Watches a track that was opened elsewhere, such as a screen, until it is closed. */
  watch(track: TrackHandle): void
  close(track: TrackHandle): void
}

export type ProcessResult =
  | { readonly status: 'processed'; readonly output: TrackHandle; readonly preview?: StreamHandle }
  /** The source was closed, or processed again, before this was finished. */
  | { readonly status: 'superseded' }
  | { readonly status: 'failed' }

interface InUse {
  readonly stopWatching: Dispose
  pipeline: TrackPipeline | undefined
  /** How often processing was started: only the latest run counts. */
  runs: number
}

/** @param ended called when an open track ends by itself; it is closed then */
export function createDevicesInUse(
  { capture, processors, preferences, logger }: DevicesInUsePorts,
  ended: (track: TrackHandle) => void,
): DevicesInUse {
  const inUse = new Map<string, InUse>()

  function watch(track: TrackHandle): void {
    const stopWatching = capture.onEnded(track, () => {
      free(track)
      ended(track)
    })
    inUse.set(track.id, { stopWatching, pipeline: undefined, runs: 0 })
  }

  function free(track: TrackHandle): void {
    const entry = inUse.get(track.id)
    if (!entry) return
    inUse.delete(track.id)
    entry.stopWatching()
    entry.pipeline?.stop()
  }

  function close(track: TrackHandle): void {
    free(track)
    capture.close(track)
  }

  async function open(kind: CaptureKind, deviceId: string | undefined): Promise<OpenResult> {
    const result: CaptureResult = await capture.open(kind, deviceId, captureSettingsOf(preferences.value))
    if (!result.ok) return result
    const { track: source, label } = result
    watch(source)
    const processed = await process(kind, source)
    if (processed.status === 'processed') {
      const { output, preview } = processed
      return { ok: true, source, output, label, ...(preview ? { preview } : {}) }
    }
    close(source)
    return { ok: false, error: { code: `${kind}-failed` } }
  }

  async function process(kind: CaptureKind, source: TrackHandle): Promise<ProcessResult> {
    const entry = inUse.get(source.id)
    if (!entry) return { status: 'superseded' }
    const run = ++entry.runs
    const names = processors.wanted(kind, preferences.value)
    let pipeline: TrackPipeline
    try {
      pipeline = await startPipeline(
        source,
        names.map((name) => processors.create(name)),
      )
    } catch (cause) {
      logger.warn('processor-failed', { kind, cause: cause instanceof Error ? cause.name : typeof cause })
      return { status: 'failed' }
    }
    if (inUse.get(source.id) !== entry || entry.runs !== run) {
      pipeline.stop()
      return { status: 'superseded' }
    }
    entry.pipeline?.stop()
    entry.pipeline = pipeline
    const { output } = pipeline
    return {
      status: 'processed',
      output,
      ...(kind === 'camera' ? { preview: capture.streamOf(output) } : {}),
    }
  }

  return { open, process, watch, close }
}
