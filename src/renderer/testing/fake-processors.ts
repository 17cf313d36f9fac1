import type { CaptureKind } from '../core/ports/errors.ts'
import type { TrackHandle } from '../core/ports/media-handles.ts'
import type { TrackProcessor, TrackProcessors } from '../core/ports/track-processor.ts'

export const noProcessors: TrackProcessors = {
  wanted: () => [],
  create: (name) => {
    throw new Error(`there is no processor ${name}`)
  },
}

/** Processors that tests switch on and off, and that name their output after their input. */
export class FakeProcessors implements TrackProcessors {
  readonly names: Record<CaptureKind, readonly string[]> = { microphone: [], camera: [] }
  /** Processors that cannot run here. */
  readonly broken = new Set<string>()
  /** The outputs of processors that run now. */
  readonly running = new Set<TrackHandle>()

  wanted(kind: CaptureKind): readonly string[] {
    return this.names[kind]
  }

  create(name: string): TrackProcessor {
    let output: TrackHandle | undefined
    return {
      name,
      start: () =>
        this.broken.has(name) ? Promise.reject(new Error(`${name} cannot run here`)) : Promise.resolve(),
      process: (input) => {
        output = { id: `${name}(${input.id})`, kind: input.kind }
        this.running.add(output)
        return Promise.resolve(output)
      },
      stop: () => {
        if (output) this.running.delete(output)
      },
    }
  }
}
