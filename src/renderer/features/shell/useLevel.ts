import { onScopeDispose, watch, type Ref } from 'vue'
import type { StreamHandle, TrackHandle } from '../../core/ports/media-handles.ts'
import { useUiPorts } from './context.ts'

/** Calls `listener` with the level of the source (0–1) about 15 times a second, and with 0 when it goes. */
export function useLevel(
  source: Readonly<Ref<StreamHandle | TrackHandle | undefined>>,
  listener: (level: number) => void,
): void {
  const { levels } = useUiPorts()
  let stop: (() => void) | undefined
  const end = () => {
    stop?.()
    stop = undefined
  }
  watch(
    source,
    (next) => {
      end()
      if (next) stop = levels.watch(next, listener)
      else listener(0)
    },
    { immediate: true, flush: 'post' },
  )
  onScopeDispose(end)
}
