import { computed, onScopeDispose, shallowRef, watch, type ComputedRef } from 'vue'
import type { Participant } from '../../core/call/state.ts'
import { createActiveSpeaker } from '../call/activeSpeaker.ts'
import { useUiPorts } from '../shell/context.ts'
import { loudness } from '../shell/loudness.ts'

/** Who to show where there is room for one: whoever spoke last, and before anybody has, the first who is there. */
export function useSpotlight(
  participants: () => readonly Participant[],
): ComputedRef<Participant | undefined> {
  const { levels } = useUiPorts()
  const speaker = createActiveSpeaker()
  const lastSpeaker = shallowRef<string>()
  let endings: (() => void)[] = []
  const end = () => {
    for (const stop of endings) stop()
    endings = []
  }
  const voices = computed(() =>
    participants().flatMap(({ key, camera }) => (camera ? [{ key, camera }] : [])),
  )
  const identity = computed(() => voices.value.map(({ key, camera }) => `${key} ${camera.id}`).join('\n'))

  watch(
    identity,
    () => {
      end()
      // Nobody else could take the place of an only one.
      if (voices.value.length < 2) return
      endings = voices.value.map(({ key, camera }) =>
        levels.watch(camera, (level) => {
          const active = speaker.report(key, loudness(level), performance.now())
          if (active !== undefined) lastSpeaker.value = active
        }),
      )
    },
    { immediate: true },
  )
  onScopeDispose(end)

  return computed(() => {
    const all = participants()
    return all.find(({ key }) => key === lastSpeaker.value) ?? all[0]
  })
}
