import { shallowRef } from 'vue'
import { createActiveSpeaker } from './activeSpeaker.ts'

/** Who speaks the loudest just now, from the levels that the tiles report. */
export function useActiveSpeaker() {
  const key = shallowRef<string>()
  const tracker = createActiveSpeaker()
  function report(who: string, loud: number): void {
    key.value = tracker.report(who, loud, performance.now())
  }
  return { key, report }
}
