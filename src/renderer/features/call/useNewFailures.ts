import { computed, shallowRef } from 'vue'
import type { CallError, CaptureKind } from '../../core/ports/errors.ts'
import type { LocalMedia } from '../../core/media/view.ts'

export interface CaptureFailureView {
  readonly kind: CaptureKind
  readonly error: CallError
}

/**
 * Devices that failed since the call began and were not dismissed. Whoever joined without a camera knows it and is not
 * told again.
 */
export function useNewFailures(media: () => LocalMedia) {
  const known = shallowRef<readonly CallError[]>(failures(media()).map(({ error }) => error))
  const shown = computed(() => failures(media()).filter(({ error }) => !known.value.includes(error)))
  const dismiss = (error: CallError) => (known.value = [...known.value, error])
  return { shown, dismiss }
}

function failures(media: LocalMedia): readonly CaptureFailureView[] {
  return (['camera', 'microphone'] as const).flatMap((kind) => {
    const track = media[kind]
    return track.status === 'failed' ? [{ kind, error: track.error }] : []
  })
}
